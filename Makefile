# The two commands of a newcomer: `make run`, and in a second terminal `make walk`.
PORT ?= 8080
DATA ?= .vestibule
CARGO ?= cargo
# Each flow is a crate, and a binary of that name.
FUNCTIONS := $(foreach manifest,$(wildcard functions/*/*/Cargo.toml),-p $(notdir $(patsubst %/,%,$(dir $(manifest)))))
# Nothing here may look for an AWS account.
export AWS_EC2_METADATA_DISABLED = true

.PHONY: run walk test lambda bench binaries replay lint docs tools

## run: the whole system on this machine (PORT=8080 DATA=.vestibule FRESH=1)
run: tools
	@$(CARGO) build -q -p vestibule-local
	@exec ./target/debug/vestibule --port $(PORT) --data $(DATA) $(if $(FRESH),--fresh)

## walk: plays the journey against a running `make run` and tells what happens
walk: tools
	@$(CARGO) run -q -p vestibule-tests --bin walk -- --data $(DATA)

## test: everything that CI checks
test: tools lint
	@rm -rf target/debug/test-data
	$(CARGO) build --all-targets
	@$(MAKE) --no-print-directory binaries PROFILE=lambda-test
	$(CARGO) test --quiet --doc
	$(CARGO) test --lib --bins --tests

## lambda: the tests of real binaries again, with those that are built for release
lambda: binaries
	LAMBDA_BINARIES=target/release $(CARGO) test --test lambda

## bench: every budget of the backend with its figure (needs valgrind)
bench: binaries
	@command -v valgrind >/dev/null || { echo "The bench counts instructions: apt-get install valgrind"; exit 1; }
	$(CARGO) build
	@LAMBDA_BINARIES=target/release $(CARGO) bench --quiet --profile dev --bench budgets

# The functions alone, as Lambda gets them: quick to build for every test, or for release.
binaries: PROFILE ?= release
binaries: tools
	$(CARGO) build --profile $(PROFILE) --bins $(FUNCTIONS) -p vestibule-test-functions

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
