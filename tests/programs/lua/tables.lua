local t = {5, 2, 8, 1, 9, 3}
table.sort(t) print(table.concat(t, ","))
table.sort(t, function(a, b) return a > b end) print(table.concat(t, ","))
table.insert(t, 1, 100) table.insert(t, 7) print(table.concat(t, " "), #t)
print(table.remove(t), table.remove(t, 1), table.remove({}), #t)
print(table.unpack({1, 2, 3})) print(table.unpack({1, 2, 3}, 2)) print(select("#", table.unpack({}, 1, 4)))
print(table.pack(1, nil, 3).n, select(-1, "a", "b"), select(2, "a", "b", "c"))
print(table.concat(table.move({1, 2, 3}, 1, 3, 2), ","), table.concat({}, ","), table.concat({1, 2.5, "x"}, "-", 2, 3))
local big = {}
for i = 1, 100000 do big[i] = (i * 7919) % 100003 end
table.sort(big)
for i = 2, #big do assert(big[i - 1] <= big[i]) end
print(#big, big[1], big[50000], big[100000])
local words = {}
for i = 1, 5000 do words[i] = ("%x"):format((i * 2654435761) & 0xffffffff) end
table.sort(words) print(words[1], words[2500], words[5000])
local sparse = {[1] = 1, [1000] = 2, x = 3, [1.5] = 4, [true] = 5}
local count = 0 for _ in pairs(sparse) do count = count + 1 end print(count, sparse[1.5], sparse[true], next({}))
for i = 1, 100000 do sparse[i] = nil end
for i, v in ipairs({1, 2, nil, 4}) do io.write(i, "=", v, " ") end print()
print(pcall(table.sort, {3, 1, 2, 5, 4, 9, 8}, function(a, b) return true end))
print(pcall(table.insert, {1}, 5, 2), pcall(table.concat, {{}}), rawlen({1, 2}), rawequal(t, t), rawget(t, 1))
local nested = {a = {b = {c = "deep"}}} print(nested.a.b.c, nested["a"]["b"].c)
local matrix = {} for i = 1, 20 do matrix[i] = {} for j = 1, 20 do matrix[i][j] = i * j end end print(matrix[20][20])
