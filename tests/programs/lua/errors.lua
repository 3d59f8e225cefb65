print(pcall(error, "message"))
print(pcall(error, {code = 7}) == false)
print(select("#", pcall(error)))
print(pcall(function() error("with position") end))
print(pcall(function() error("level two", 2) end))
print(pcall(function() local x = nil; return x.field end))
print(pcall(function() return 1 + {} end))
print(pcall(function() return #5 end))
print(pcall(function() return "a" < 1 end))
print(pcall(string.rep))
print(pcall(setmetatable, 1, {}))
print(xpcall(function() error("handled") end, function(message) return "handler: " .. message end))
print(xpcall(function(a, b) return a + b end, print, 3, 4))
local depth = 0
local function nested(n)
  if n == 0 then error("bottom", 0) end
  local ok, message = pcall(nested, n - 1)
  depth = depth + 1
  error(message, 0)
end
print(pcall(nested, 100), depth)
local function overflow() return 1 + overflow() end
local ok, message = pcall(overflow)
print(ok, message:match("stack overflow") ~= nil)
print(pcall(string.rep, "x", 1 << 60))
print(assert(1, "unused"), pcall(assert, false, "assertion message"), pcall(assert, nil))
local failures = 0
for i = 1, 20000 do
  if not pcall(error, i) then failures = failures + 1 end
end
print(failures)
do
  local log = {}
  local closer = setmetatable({}, {__close = function(_, e) log[#log + 1] = tostring(e) end})
  print(pcall(function()
    local guard <close> = closer
    error("closing", 0)
  end))
  print(log[1])
end
