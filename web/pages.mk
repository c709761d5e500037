# What can be told of the pages without a browser: README.md beside this says more.

.PHONY: test-pages

## test-pages: the pages' types, strings, logic and weight
test-pages: web/dist/index.html
	cd web && npm run --silent check && npm test --silent && npm run --silent size
