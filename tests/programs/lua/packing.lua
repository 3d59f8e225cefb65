local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<i4 >i4 =I2 b B", 1, 1, 65535, -1, 255)), hex(string.pack("z s1 s4", "zero", "one", "four")))
print(hex(string.pack("<d >d <f n", 1.5, 1.5, -0.25, 3)), hex(string.pack("!8 b i8", 1, 2)), hex(string.pack("<i3 I7", -2, 12345678901234)))
print(string.unpack("<i4 <I2 z", string.pack("<i4 <I2 z", -123456, 54321, "text")))
print(string.unpack("<d f", string.pack("<d f", 3.14159, 0.5)))
print(string.packsize("<i4 i8 d"), string.packsize("!4 i1 i4"), hex(string.pack("j J", -1, 1)))
print(pcall(string.pack, "i1", 200), pcall(string.unpack, "i4", "abc"), pcall(string.pack, "i17", 1))
