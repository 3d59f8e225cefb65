local function counter() local n = 0 return function() n = n + 1 return n end end
local a, b = counter(), counter() print(a(), a(), b(), a())
local shared = {} do local n = 0 shared.up = function() n = n + 1 end shared.get = function() return n end end
shared.up() shared.up() print(shared.get())
local functions = {} for i = 1, 5 do functions[i] = function() i = i + 10 return i end end
print(functions[1](), functions[1](), functions[5]())
local function compose(...) local fs = {...} return function(x) for i = #fs, 1, -1 do x = fs[i](x) end return x end end
print(compose(function(x) return x + 1 end, function(x) return x * 2 end)(5))
local function Y(f) return (function(x) return x(x) end)(function(x) return f(function(...) return x(x)(...) end) end) end
print(Y(function(self) return function(n) return n < 2 and 1 or n * self(n - 1) end end)(20))
local function variadic(...) local a, b = ... return select("#", ...), a, b, ... end
print(variadic()) print(variadic(1, nil, nil)) print((variadic(1, 2)))
local function tail(n) if n == 0 then return "tail calls do not grow the stack" end return tail(n - 1) end print(tail(1000000))
local memo = setmetatable({}, {__mode = "k"})
local function fib(n) if n < 2 then return n end if memo[n] then return memo[n] end memo[n] = fib(n - 1) + fib(n - 2) return memo[n] end
print(fib(80))
print(load("return 1 + 1")(), load("syntax error here"), type(load(function() return nil end)))
local environment = {print = print} load("x = 5 print(x)", "chunk", "t", environment)() print(environment.x, x)
print(#string.dump(function() return 1 end) > 0, load(string.dump(function(v) return v * 2 end))(21))
