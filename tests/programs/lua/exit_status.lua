io.write("flushed at exit")
setmetatable({}, {__gc = function() io.write(" closed state") end})
os.exit(42, true)
