local Vector = {}
Vector.__index = Vector
local function new(x, y) return setmetatable({x = x, y = y}, Vector) end
function Vector.__add(a, b) return new(a.x + b.x, a.y + b.y) end
function Vector.__mul(a, k) return type(a) == "number" and new(a * k.x, a * k.y) or new(a.x * k, a.y * k) end
function Vector.__unm(a) return new(-a.x, -a.y) end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector.__lt(a, b) return a.x < b.x end
function Vector.__le(a, b) return a.x <= b.x end
function Vector.__tostring(a) return "(" .. a.x .. "," .. a.y .. ")" end
function Vector.__len() return 2 end
function Vector.__call(self, k) return self.x * k end
function Vector.__concat(a, b) return tostring(a) .. "|" .. tostring(b) end
function Vector.__idiv(a, k) return new(a.x // k, a.y // k) end
function Vector.__band(a, k) return a.x & k end
local a, b = new(1, 2), new(3, 4)
print(tostring(a + b), tostring(a * 3), tostring(3 * a), tostring(-a), a == new(1, 2), a < b, a >= b, #a, a(10))
print(a .. b, a .. "s", tostring(b // 2), b & 1)

local Animal = {} Animal.__index = Animal
function Animal.new(name) return setmetatable({name = name}, Animal) end
function Animal:speak() return self.name .. " makes a sound" end
local Dog = setmetatable({}, {__index = Animal}) Dog.__index = Dog
function Dog.new(name) return setmetatable(Animal.new(name), Dog) end
function Dog:speak() return Animal.speak(self) .. ": woof" end
print(Animal.new("cat"):speak(), Dog.new("dog"):speak())

local log = {}
local proxy = setmetatable({}, {
  __index = function(_, k) log[#log + 1] = "get " .. k return k .. "!" end,
  __newindex = function(t, k, v) log[#log + 1] = "set " .. k rawset(t, k, v) end})
print(proxy.one) proxy.two = 2 print(proxy.two, table.concat(log, ", "))
print(getmetatable("").__index == string, getmetatable(setmetatable({}, {__metatable = "locked"})))
print(pcall(setmetatable, setmetatable({}, {__metatable = 1}), {}))
local pairs_hook = setmetatable({}, {__pairs = function() return function(_, k) if not k then return 1, "once" end end, nil, nil end})
for k, v in pairs(pairs_hook) do print(k, v) end
local default = setmetatable({}, {__index = function() return 0 end})
for c in ("mississippi"):gmatch(".") do default[c] = default[c] + 1 end print(default.s, default.i, default.z)
