# The two commands of a newcomer: `make run`, and in a second terminal `make walk`.
PORT ?= 8080
DATA ?= .vestibule
CARGO ?= cargo
# Nothing here may look for an AWS account.
export AWS_EC2_METADATA_DISABLED = true

.PHONY: run walk seed test replay lint docs tools

## run: the whole system on this machine (PORT=8080 DATA=.vestibule FRESH=1)
run: tools
	@$(CARGO) build -q -p vestibule-local
	@exec ./target/debug/vestibule --port $(PORT) --data $(DATA) $(if $(FRESH),--fresh)

## walk: plays the journey against a running `make run` and tells what happens
walk: tools
	@$(CARGO) run -q -p vestibule-tests --bin walk -- --data $(DATA)

## seed: fills the demo firm of a running `make run` with clients (N=10000 DATA=.vestibule)
seed: tools
	@$(CARGO) run -q -p vestibule-tests --bin seed -- --data $(DATA) --clients $(or $(N),1000)

## test: everything that CI checks
test: tools lint
	@rm -rf target/debug/test-data
	$(CARGO) build --all-targets
	$(CARGO) test --quiet --doc
	$(CARGO) test --lib --bins --tests

## replay: one batch of random journeys again (SEED=123; SERIAL=1 one action after the other)
replay: tools
	@test -n "$(SEED)" || { echo "Which seed? make replay SEED=123"; exit 1; }
	$(CARGO) build --all-targets
	SEED=$(SEED) SERIAL=$(SERIAL) JOURNEYS=$(JOURNEYS) $(CARGO) test --test faults whatever_a_thousand -- --nocapture

## lint: formatting, clippy, documentation
lint: tools
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --workspace --quiet

## docs: writes what is generated from the code (OpenAPI, the pages' types of it, state table)
docs: tools web/node_modules/.package-lock.json
	UPDATE_DOCS=1 INSTA_UPDATE=always $(CARGO) test -p vestibule-local -p vestibule-domain
	cd web && npm run --silent api

tools:
	@command -v $(CARGO) >/dev/null || { echo "Vestibule needs Rust: install it from https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "Vestibule needs a C compiler: apt-get install gcc (Debian), xcode-select --install (macOS)"; exit 1; }

include web/pages.mk
include tests/browser/browser.mk
