-- args: first "second with space" '' -x
print(#arg, ...) for i = 1, #arg do io.write("[", arg[i], "]") end print(arg[5]) print(select("#", ...))
