local values = {0, -0.0, 1, -1, 0.1, 1 / 3, 2 / 3, 1e15, 1e16, 1e100, 1e-5, 1e-10, 123456.789, 2.2250738585072014e-308, 1.7976931348623157e308,
  math.pi, -math.huge, math.huge, 2^53, 2^63, 3.0, 100.0, 1e14 + 0.5}
for _, v in ipairs(values) do
  print(v, ("%g %e %f %.14g %.17g %a"):format(v, v, v, v, v, v))
  print(("[%10.2f] [%-12.3e] [%+.1f] [% g] [%#.0f] [%015.4f] [%G] [%E]"):format(v, v, v, v, v, v, v, v))
end
for _, v in ipairs {0, 1, -1, 255, math.maxinteger, math.mininteger, 1 << 32} do
  print(v, ("%d %5d %-5d| %05d %+d %x %X %#x %o %i"):format(v, v, v, v, v, v, v, v, v, v))
end
print(("%s %s %10s %-10s| %.2s"):format(nil, true, "right", "left", "cut"))
print(("%5.1f%%"):format(99.55), ("%c%c%c"):format(76, 117, 97))
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, 1 / 0, -1 / 0, 3 | 4, 7 & 2, 5 ~ 1, ~0, 1 << 63, 1 >> 1, 2^0.5)
print(math.tointeger(3.0), math.tointeger(3.5), 3 == 3.0, math.type(1), math.type(1.0), math.type("1"))
print(1e308 * 10, -(0 / 0) ~= -(0 / 0), 0x7fffffffffffffff + 1 == math.mininteger, 0xA.8p1, 1e2, .5)
print(string.format("%.3f", 2.0005), string.format("%.0f", 0.5), string.format("%.0f", 1.5), string.format("%5.3s|", "abcdef"))
