-- stdin: 10 20.5 0x1F rest of the line
local a, b, c = io.read("n", "n", "n")
print(a, b, c, math.type(a), math.type(b))
print(io.read("l"))
print(io.read("l"), io.read("a"), io.read("a"), io.read(1))
