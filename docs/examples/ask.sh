#!/bin/sh
# Signs in, makes an API key, and asks with both. LUMOS_URL, LUMOS_EMAIL, LUMOS_PASSWORD, LUMOS_AGENT.
set -eu
cookies=$(mktemp)
trap 'rm -f "$cookies"' EXIT
json='content-type: application/json'

# The session: cookies.
curl -sSf -c "$cookies" -H "$json" "$LUMOS_URL/api/auth/sign-in/email" \
  -d "{\"email\":\"$LUMOS_EMAIL\",\"password\":\"$LUMOS_PASSWORD\"}" > /dev/null

# A key, which is shown only now.
made=$(curl -sSf -b "$cookies" -H "$json" "$LUMOS_URL/api/keys" -d '{"name":"curl","scopes":["agents"]}')
key=$(printf %s "$made" | sed 's/.*"key":"\([^"]*\)".*/\1/')
id=$(printf %s "$made" | sed 's/.*"id":"\([^"]*\)".*/\1/')

echo '== at once'
question="{\"model\":\"$LUMOS_AGENT\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]"
curl -sSf -H "authorization: Bearer $key" -H "$json" "$LUMOS_URL/v1/chat/completions" -d "$question}"

echo && echo '== streamed'
curl -sSfN -H "authorization: Bearer $key" -H "$json" "$LUMOS_URL/v1/chat/completions" \
  -d "$question,\"stream\":true}"

echo '== chat'
chat=$(cat /proc/sys/kernel/random/uuid 2> /dev/null || uuidgen)
curl -sSfN -b "$cookies" -H "$json" "$LUMOS_URL/api/chat" \
  -d "{\"id\":\"$chat\",\"message\":{\"id\":\"1\",\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Hello\"}]}}"

# Revokes the key.
curl -sSf -b "$cookies" -X DELETE "$LUMOS_URL/api/keys/$id"
