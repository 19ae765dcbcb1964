-- A user's open connections: a hash device -> 'slot epoch connection', replaced as a whole.
-- KEYS[1] the connections, KEYS[2] the stamp that they are from
-- ARGV[1] the stamp, ARGV[2] milliseconds that both are kept, then device, connection for each
local held = redis.call('GET', KEYS[2])
if held and tonumber(held) > tonumber(ARGV[1]) then return 0 end
redis.call('DEL', KEYS[1])
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 0
