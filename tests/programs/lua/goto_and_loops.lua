for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue end
    io.write(i, ":", j, " ")
    ::continue::
  end
end
print()
do local i = 1 ::top:: if i <= 5 then io.write(i, " ") i = i + 1 goto top end print() end
for i = 10, 1, -3 do io.write(i, " ") end print()
for x = 0, 1, 0.25 do io.write(x, " ") end print()
for i = math.maxinteger - 1, math.maxinteger do io.write(i, " ") end print()
for i = 1, 0 do print("never") end
print(pcall(function() for i = 1, 10, 0 do end end))
local n = 0 while true do n = n + 1 if n > 100 then break end end print(n)
repeat local done = n > 105 n = n + 1 until done print(n)
local closures = {} do local k = 0 ::again:: local v = k closures[#closures + 1] = function() return v end k = k + 1 if k < 3 then goto again end end
for _, f in ipairs(closures) do io.write(f(), " ") end print()
local collatz = 0 for start = 1, 3000 do local m = start while m ~= 1 do m = m % 2 == 0 and m // 2 or 3 * m + 1 collatz = collatz + 1 end end print(collatz)
