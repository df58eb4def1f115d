# Node 22 is a maintained line; the program itself needs Node 20.19 or newer (docs/adr/0010).
# Debian, not Alpine: the prebuilt libraries need glibc.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:22-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Never --omit=optional: sharp, argon2 and PostgreSQL keep their binaries in optional packages.
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="Pendopo" \
      org.opencontainers.image.licenses="EUPL-1.2"
# PENDOPO_PREBUILT: the bundle in dist/ was made above, so a start builds nothing.
ENV NODE_ENV=production \
    PENDOPO_PREBUILT=1 \
    DEMO=off \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=libraries /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/modules.cjs /app/LICENSE /app/NOTICE ./
COPY --from=build /app/bin ./bin
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/data ./data
COPY --from=build /app/dist ./dist
# Migrations are read as SQL files from src/, the security page as a table from docs/.
COPY --from=build /app/src ./src
COPY --from=build /app/docs ./docs
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/pendopo.mjs", "start"]
