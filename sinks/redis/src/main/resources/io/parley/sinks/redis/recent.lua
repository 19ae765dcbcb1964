-- The newest messages of a chat: a sorted set, score chat_seq, member the message as JSON that begins with its stamp.
-- KEYS[1] the set
-- ARGV[1] how many are kept, ARGV[2] milliseconds until an untouched chat is dropped, then for each write in order:
--   'add', chat_seq, stamp, the message as JSON from its second field on
--   'amend', chat_seq, stamp, JSON {set: {field: value}, clear: [field], reaction: {emoji, count}}
-- A write that is not newer than what is held changes nothing; what is not held is not amended.
local key, keep, ttl = KEYS[1], tonumber(ARGV[1]), ARGV[2]

local function amended(held, stamp, change)
  local message = cjson.decode(held)
  for field, value in pairs(change.set or {}) do message[field] = value end
  for _, field in ipairs(change.clear or {}) do message[field] = nil end
  if change.reaction then
    local reactions = message.reactions or {}
    reactions[change.reaction.emoji] = change.reaction.count > 0 and change.reaction.count or nil
    message.reactions = next(reactions) and reactions or nil
  end
  message.stamp = nil
  return '{"stamp":"' .. stamp .. '",' .. string.sub(cjson.encode(message), 2)
end

for i = 3, #ARGV, 4 do
  local op, seq, stamp, body = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local held = redis.call('ZRANGEBYSCORE', key, seq, seq)[1]
  local newer = not held or tonumber(string.match(held, '^{"stamp":"(%d+)"')) < tonumber(stamp)
  local member
  if op == 'add' and newer then
    member = '{"stamp":"' .. stamp .. '",' .. body
  elseif op == 'amend' and held and newer then
    member = amended(held, stamp, cjson.decode(body))
  end
  if member then
    if held then redis.call('ZREM', key, held) end
    redis.call('ZADD', key, seq, member)
  end
end

redis.call('ZREMRANGEBYRANK', key, 0, -keep - 1)
redis.call('PEXPIRE', key, ttl)
return 0
