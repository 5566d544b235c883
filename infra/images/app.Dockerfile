# One image for web, worker, beat and migrations. Build from the repository's root.
FROM node:24-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

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
USER localoffer
EXPOSE 8000
CMD ["gunicorn", "localoffer.wsgi", "--bind", "0.0.0.0:8000"]
