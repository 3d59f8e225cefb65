local function producer(n)
  return coroutine.wrap(function()
    for i = 1, n do coroutine.yield(i, i * i) end
    return "done"
  end)
end
local next_value = producer(4)
for _ = 1, 5 do print(next_value()) end
print(pcall(next_value))

local thread = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("resumed", c)
  local d, e = coroutine.yield(c * 2)
  error("inside " .. tostring(d) .. tostring(e))
end)
print(coroutine.resume(thread, 1, 2))
print(coroutine.status(thread))
print(coroutine.resume(thread, 10))
print(coroutine.resume(thread, "x", "y"))
print(coroutine.status(thread), coroutine.resume(thread))

local function permutations(list, n)
  n = n or #list
  if n <= 1 then coroutine.yield(list) return end
  for i = 1, n do
    list[n], list[i] = list[i], list[n]
    permutations(list, n - 1)
    list[n], list[i] = list[i], list[n]
  end
end
for p in coroutine.wrap(function() permutations({1, 2, 3, 4}) end) do io.write(table.concat(p), " ") end
print()

print(pcall(coroutine.wrap(function() return pcall(coroutine.yield, 1) end)))
local protected = coroutine.wrap(function()
  local ok, message = pcall(function() coroutine.yield("inside pcall") error("after yield", 0) end)
  coroutine.yield(message)
  return "end"
end)
print(protected(), protected(), protected())
print(coroutine.isyieldable(), select(2, coroutine.running()))
local many, sum = {}, 0
for i = 1, 2000 do many[i] = coroutine.wrap(function() for j = 1, 10 do coroutine.yield(i * j) end end) end
for _ = 1, 10 do for i = 1, 2000 do sum = sum + many[i]() end end
print(sum)
local closing = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() print("closed") end}) coroutine.yield() end)
coroutine.resume(closing)
print(coroutine.close(closing), coroutine.status(closing))
