-- Runs for seconds: allocation and the garbage collector.
local function make(depth) if depth == 0 then return {} end return {make(depth - 1), make(depth - 1)} end
local function check(tree) if tree[1] then return 1 + check(tree[1]) + check(tree[2]) end return 1 end
local depth = 16
print(check(make(depth + 1)))
local long_lived = make(depth)
for d = 4, depth, 4 do
  local rounds, sum = 1 << (depth - d + 4), 0
  for _ = 1, rounds do sum = sum + check(make(d)) end
  print(rounds, d, sum)
end
print(check(long_lived))
