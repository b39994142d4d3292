# Three stages: Node builds the page, Python installs the packages, and the image that runs has neither compiler nor Node.

FROM node:24-slim AS page
WORKDIR /pwa
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY pwa/ ./
RUN npm run build

FROM python:3.13-slim AS packages
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY --from=page /pwa/dist /dist
RUN /venv/bin/python -m whitenoise.compress --quiet --no-brotli /dist

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 CARDINAL_DATA=/data CARDINAL_BIND=0.0.0.0
RUN useradd --system --home-dir /data cardinal && install -d -o cardinal -g cardinal /data
WORKDIR /app
COPY --from=packages /venv /venv
COPY --from=packages /dist ./pwa/dist
COPY manage.py ./
COPY backend ./backend
COPY cards ./cards
RUN python -m compileall -q backend cards
USER cardinal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/api/health', timeout=4)"]
CMD ["python", "manage.py", "serve", "web"]
