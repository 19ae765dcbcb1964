-- One user's presence: which edges the user is on, and what was last told of it. Atomic, by Redis' own clock.
-- KEYS[1] online:{user}: edges by the time (ms) at which their word ends. KEYS[2] seen:{user}: status, version and at (ms).
-- ARGV: touch | leave | read, the edge, how long its word holds (ms), how long the last sight is kept (ms), the channel.
-- The answer is what is published on a change: status, version, last seen (ms, 0 when never), time left (ms), changed.
redis.replicate_commands()
local what, edge, holds, kept, channel = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local time = redis.call('TIME')
local micros = tonumber(time[1]) * 1000000 + tonumber(time[2])
local now = math.floor(micros / 1000)
local function text(number) return string.format('%.0f', number) end

local seen = redis.call('HMGET', KEYS[2], 'status', 'version', 'at')
local told, version, at = seen[1], tonumber(seen[2] or '0'), tonumber(seen[3] or '0')

local sighted = false
if what == 'touch' then
  redis.call('ZADD', KEYS[1], now + holds, edge)
  sighted = true
elseif what == 'leave' then
  sighted = redis.call('ZREM', KEYS[1], edge) == 1
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if sighted then at = math.max(at, now) end

local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local status, left = 'offline', 0
if #last > 0 then
  status, left = 'online', tonumber(last[2]) - now
  redis.call('PEXPIREAT', KEYS[1], last[2])
end

-- Who was never seen leaves no trace by being asked about; the answer is still newer than any before.
local changed = status ~= told and (told or status == 'online')
if not told and not changed then version = micros end
if changed then version = math.max(version + 1, micros) end
if changed or sighted then
  redis.call('HSET', KEYS[2], 'status', status, 'version', text(version), 'at', text(at))
  redis.call('PEXPIRE', KEYS[2], kept)
end
local answer = table.concat({status, text(version), text(at), text(left), changed and '1' or '0'}, ' ')
if changed then redis.call('PUBLISH', channel, answer) end
return answer
