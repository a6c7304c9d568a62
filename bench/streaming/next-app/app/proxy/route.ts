/** Forwards the provider's bytes unchanged. */
export async function POST(request: Request): Promise<Response> {
  const upstream = await fetch(`${process.env.BENCH_PROVIDER_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await request.text(),
  })
  return new Response(upstream.body, { headers: { 'content-type': 'text/event-stream' } })
}
