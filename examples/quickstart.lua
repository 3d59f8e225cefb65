-- What the quickstart runs: a little of everything that needs the system below.
print(_VERSION .. " in WebAssembly")

local words = {}
for line in io.lines(arg[1] or arg[0]) do
  for word in line:gmatch("%a+") do
    words[word] = (words[word] or 0) + 1
  end
end
local names = {}
for word in pairs(words) do
  names[#names + 1] = word
end
table.sort(names, function(a, b)
  return words[a] > words[b] or (words[a] == words[b] and a < b)
end)
print("most used words of " .. (arg[1] or "this script") .. ":")
for i = 1, math.min(5, #names) do
  print(string.format("%6d  %s", words[names[i]], names[i]))
end

local ok, message = pcall(error, { code = 42 })
print("a caught error:", ok, message.code)

local begin = os.clock()
local function fib(n)
  return n < 2 and n or fib(n - 1) + fib(n - 2)
end
print(string.format("fib(30) = %d in %.2f s", fib(30), os.clock() - begin))
