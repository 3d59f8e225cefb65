local file = io.open("mymodule.lua", "w")
file:write([[local M = {} print("loading", (...)) function M.double(x) return x * 2 end return M]]) file:close()
package.path = "./?.lua"
local m = require("mymodule") print(m.double(21), require("mymodule") == m, package.loaded.mymodule == m)
print(select(2, pcall(require, "nonexistent")):gsub("\n.*", "") )
package.preload.virtual = function(name) return {name = name} end print(require("virtual").name)
print(pcall(dofile, "missing.lua")) file = io.open("broken.lua", "w") file:write("x = = 1") file:close() print(loadfile("broken.lua"))
file = io.open("chunk.lua", "w") file:write("return ..., 'from chunk'") file:close() print(loadfile("chunk.lua")(5), dofile("chunk.lua"))
print(debug.traceback("trace", 1):match("^trace\nstack traceback:") ~= nil, debug.getinfo(1, "l").currentline, debug.getinfo(print).what)
