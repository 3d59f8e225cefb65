-- Runs for seconds: floating point in table fields.
local sqrt = math.sqrt
local PI = math.pi
local SOLAR_MASS, DAYS = 4 * PI * PI, 365.24
local function body(x, y, z, vx, vy, vz, mass) return {x = x, y = y, z = z, vx = vx * DAYS, vy = vy * DAYS, vz = vz * DAYS, mass = mass * SOLAR_MASS} end
local bodies = {
  body(0, 0, 0, 0, 0, 0, 1),
  body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
  body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
  body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.0023784717395948095, -0.0000296589568540237556, 0.0000436624404335156298),
  body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451)}
local function advance(dt)
  for i = 1, #bodies do
    local a = bodies[i]
    local ax, ay, az, am, avx, avy, avz = a.x, a.y, a.z, a.mass, a.vx, a.vy, a.vz
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = ax - b.x, ay - b.y, az - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = dt / (sqrt(d2) * d2)
      avx, avy, avz = avx - dx * b.mass * mag, avy - dy * b.mass * mag, avz - dz * b.mass * mag
      b.vx, b.vy, b.vz = b.vx + dx * am * mag, b.vy + dy * am * mag, b.vz + dz * am * mag
    end
    a.vx, a.vy, a.vz = avx, avy, avz
    a.x, a.y, a.z = ax + dt * avx, ay + dt * avy, az + dt * avz
  end
end
local function energy()
  local e = 0
  for i, a in ipairs(bodies) do
    e = e + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      e = e - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end
print(("%.9f"):format(energy()))
for _ = 1, 600000 do advance(0.01) end
print(("%.9f"):format(energy()))
