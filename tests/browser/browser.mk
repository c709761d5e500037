# The pages in Debian's browsers, against the real runner. README.md beside this says how.

.PHONY: test-browser browsers

## test-browser: the pages in Chromium, Firefox and WebKit, and Lighthouse
test-browser: tools browsers tests/browser/node_modules/.package-lock.json web/dist/index.html
	$(CARGO) build -q --all-targets
	cd tests/browser && npm run --silent check && npm run --silent test && npm run --silent lighthouse

browsers:
	@command -v npm >/dev/null || { echo "The pages need Node 20.19 or newer: https://nodejs.org"; exit 1; }
	@tests/browser/browsers.sh

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	cd tests/browser && npm ci --silent

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --silent

PAGES_SOURCES = $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*')
web/dist/index.html: web/node_modules/.package-lock.json $(PAGES_SOURCES)
	cd web && npm run --silent build
