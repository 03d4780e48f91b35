-- POST /api/v1/users with an email of its own for every request.
local run = os.getenv("BENCH_RUN") or "0"
local count = 0

function request()
  count = count + 1
  return wrk.format("POST", "/api/v1/users", nil, '{"email": "u' .. run .. "-" .. count .. '@example.com"}')
end
