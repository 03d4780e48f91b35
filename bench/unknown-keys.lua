-- GET /api/v1/api-keys/me with a well-formed key that no gateway has, another one for every request.
local bit = require("bit")
local digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
local crcs = {}
for i = 0, 255 do
  local crc = i
  for _ = 1, 8 do
    crc = bit.band(crc, 1) == 1 and bit.bxor(bit.rshift(crc, 1), 0xEDB88320) or bit.rshift(crc, 1)
  end
  crcs[i] = crc
end

local function checksum(text)
  local crc = bit.bnot(0)
  for i = 1, #text do
    crc = bit.bxor(crcs[bit.band(bit.bxor(crc, text:byte(i)), 0xff)], bit.rshift(crc, 8))
  end
  local rest = bit.bnot(crc) % 4294967296
  local encoded = ""
  for _ = 1, 6 do
    local digit = rest % 62
    encoded = digits:sub(digit + 1, digit + 1) .. encoded
    rest = (rest - digit) / 62
  end
  return encoded
end

function request()
  local key = "mgw_"
  for _ = 1, 26 do
    local digit = math.random(62)
    key = key .. digits:sub(digit, digit)
  end
  return wrk.format("GET", "/api/v1/api-keys/me", {["Authorization"] = "Bearer " .. key .. checksum(key)})
end
