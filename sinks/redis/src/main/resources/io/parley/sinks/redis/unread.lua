-- A user's unread counts: a hash chat -> count, and beside it chat -> the user's seq that it is from.
-- KEYS[1] the counts, KEYS[2] their seqs
-- ARGV for each chat: chat, seq, count or '' when the user is no member
for i = 1, #ARGV, 3 do
  local chat, seq, count = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local held = redis.call('HGET', KEYS[2], chat)
  if not held or tonumber(held) < tonumber(seq) then
    redis.call('HSET', KEYS[2], chat, seq)
    if count == '' then
      redis.call('HDEL', KEYS[1], chat)
    else
      redis.call('HSET', KEYS[1], chat, count)
    end
  end
end
return 0
