# The two commands of a newcomer: `make run`, and in a second terminal `make walk`.
PORT ?= 8080
DATA ?= .vestibule
CARGO ?= cargo
# Nothing here may look for an AWS account.
export AWS_EC2_METADATA_DISABLED = true

.PHONY: run web walk test replay lint docs tools

## run: the whole system on this machine (PORT=8080 DATA=.vestibule FRESH=1 TLS=1)
run: tools
	@if ! command -v npm >/dev/null; then \
		echo "The pages need Node 20.19 or newer (https://nodejs.org). The API and the inbox run without."; \
	elif ! $(MAKE) --silent web; then \
		echo "The pages could not be built, for the reason above. The API and the inbox run without."; \
	fi
	@$(CARGO) build -q -p vestibule-local
	@exec ./target/debug/vestibule --port $(PORT) --data $(DATA) $(if $(FRESH),--fresh) $(if $(TLS),--tls)

## web: the pages, where they are older than what they are made of
web: web/dist/index.html

## walk: plays the journey against a running `make run` and tells what happens
walk: tools
	@$(CARGO) run -q -p vestibule-tests --bin walk -- --data $(DATA)

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

## docs: writes what is generated from the code (OpenAPI, state table)
docs: tools
	UPDATE_DOCS=1 INSTA_UPDATE=always $(CARGO) test -p vestibule-local -p vestibule-domain

tools:
	@command -v $(CARGO) >/dev/null || { echo "Vestibule needs Rust: install it from https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "Vestibule needs a C compiler: apt-get install gcc (Debian), xcode-select --install (macOS)"; exit 1; }
