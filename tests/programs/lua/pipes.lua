local pipe = io.popen("printf 'one\\ntwo\\nthree\\n'; exit 3")
for line in pipe:lines() do io.write("<", line, ">") end
print(pipe:close())
local writer = io.popen("cat >copied", "w")
writer:write(("a line through a pipe\n"):rep(5000)) print(writer:close())
local file = io.open("copied") print(#file:read("a")) file:close()
print(os.execute("exit 7")) print(os.execute("kill -9 $$")) print(os.execute()) print((os.execute("true")))
