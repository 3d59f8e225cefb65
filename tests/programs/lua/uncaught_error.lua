io.write("before the error\n")
local function inner() error("not caught") end
inner()
