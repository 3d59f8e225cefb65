local finalized = 0
for i = 1, 5000 do setmetatable({}, {__gc = function() finalized = finalized + 1 end}) end
collectgarbage() collectgarbage() print(finalized)
local weak = setmetatable({}, {__mode = "v"}) weak[1] = {} weak[2] = "string" local kept = {} weak[3] = kept collectgarbage() print(weak[1], weak[2], weak[3] == kept)
local ephemeron = setmetatable({}, {__mode = "k"}) do local key = {} ephemeron[key] = {key} end collectgarbage() print(next(ephemeron))
local before = collectgarbage("count") local trash = {} for i = 1, 200000 do trash[i] = {i} end local during = collectgarbage("count") trash = nil collectgarbage() print(during > before + 1000, collectgarbage("count") < during / 2)
print(collectgarbage("generational"), collectgarbage("incremental"), collectgarbage("step"), collectgarbage("isrunning"))
local parts = {} for i = 1, 100000 do parts[#parts + 1] = "piece " .. i end print(#table.concat(parts))
local s = "" for i = 1, 20000 do s = s .. "x" end print(#s)
local list for i = 1, 300000 do list = {next = list, value = i} end local n = 0 while list do n = n + list.value list = list.next end print(n)
