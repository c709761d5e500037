# The two commands of a newcomer: `make run`, and in a second terminal `make walk`.
PORT ?= 8080
DATA ?= .vestibule
CARGO ?= cargo
# Each capability is a crate, each of its flows a binary.
FUNCTIONS := $(foreach manifest,$(wildcard functions/*/Cargo.toml),-p flows-$(notdir $(patsubst %/,%,$(dir $(manifest)))))
# Nothing here finds an AWS account by the machine that it runs on. Commands for an account (doctor, account, deploy,
# back, rotate) need a shell that is signed in to it.
export AWS_EC2_METADATA_DISABLED = true

# The tools of the stack, each in its own environment.
PYTHON ?= python3
INFRA_TOOLS := target/infra/tools
CHECKOV := target/infra/checkov
MINISTACK := target/infra/ministack
WORKFLOWS := target/infra/workflows
DENY := target/infra/deny
ENV ?= dev

.PHONY: run web walk seed test lambda bench binaries replay lint docs tools check-fast deny advisories
.PHONY: lint-stack second-opinion build artefacts deploy back doctor account rotate reports release smoke smoke-local
.PHONY: close open restore restore-drill released
.PHONY: firm firms close-firm reopen-firm firm-admin

## run: the whole system on this machine (PORT=8080 DATA=.vestibule FRESH=1 TLS=1)
run: tools
	@if ! command -v npm >/dev/null; then \
		echo "The pages need Node 20.19 or newer (https://nodejs.org). The API and the inbox run without."; \
	elif ! $(MAKE) --silent web; then \
		echo "The pages could not be built, for the reason above. The API and the inbox run without."; \
	fi
	@$(CARGO) build -q -p vestibule-local
	@exec ./target/debug/vestibule --port $(PORT) --data $(DATA) $(if $(FRESH),--fresh) $(if $(TLS),--tls)

## web: the pages, if they are older than their sources
web: web/dist/index.html

## walk: plays the journey against a running `make run` and reports each step
walk: tools
	@$(CARGO) run -q -p vestibule-tests --bin walk -- --data $(DATA)

## seed: fills the demo firm of a running `make run` with clients (N=10000 DATA=.vestibule)
seed: tools
	@$(CARGO) run -q -p vestibule-tests --bin seed -- --data $(DATA) --clients $(or $(N),1000)

## test: the code, the binaries and the pages, in browsers too
test: tools
	@.ci/timed lint $(MAKE) --no-print-directory lint
	@rm -rf target/debug/test-data
	@.ci/timed "build, all targets" $(CARGO) build --all-targets
	@.ci/timed "build, binaries" $(MAKE) --no-print-directory binaries
	@.ci/timed "pages without a browser" $(MAKE) --no-print-directory test-pages
	@.ci/timed "tests of docs" $(CARGO) test --quiet --doc
	@.ci/timed "tests" $(CARGO) test --lib --bins --tests
	@.ci/timed browsers $(MAKE) --no-print-directory test-browser

## lambda: the tests of real binaries again, with the binaries for deployment
lambda: build
	AS_DEPLOYED=1 $(CARGO) test --test lambda

## bench: every budget of the backend with its figure (needs valgrind)
bench: build
	@command -v valgrind >/dev/null || { echo "The bench counts instructions: apt-get install valgrind"; exit 1; }
	$(CARGO) build
	@AS_DEPLOYED=1 $(CARGO) bench --quiet --profile dev --bench budgets

# The functions alone, quick to build and small on disk, for every run of the tests.
binaries: tools
	$(CARGO) build --profile lambda-test --bins $(FUNCTIONS) -p vestibule-test-functions

## replay: replays one batch of random journeys (SEED=123; SERIAL=1 one action after the other)
replay: tools
	@test -n "$(SEED)" || { echo "Which seed? make replay SEED=123"; exit 1; }
	$(CARGO) build --all-targets
	SEED=$(SEED) SERIAL=$(SERIAL) JOURNEYS=$(JOURNEYS) $(CARGO) test --test faults every_invariant_holds -- --nocapture

## check-fast: what to run before each commit: formatting, lints, the libraries' tests, the pages' types
check-fast: tools web/node_modules/.package-lock.json
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	$(CARGO) test --quiet --lib
	cd web && npm run --silent check

## deny: checks dependencies against deny.toml: bans, licences, sources
deny: tools $(DENY)/ready
	@$(DENY)/bin/cargo-deny check --hide-inclusion-graph bans licenses sources

## advisories: known weaknesses of dependencies; asks the advisory database, so it needs the internet
advisories: tools $(DENY)/ready
	@$(DENY)/bin/cargo-deny check --hide-inclusion-graph advisories

## lint: formatting, clippy, documentation
lint: tools
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --workspace --quiet

## docs: writes what is generated from the code (OpenAPI, the pages' types of it, state table, tests by behaviour)
docs: tools web/node_modules/.package-lock.json
	UPDATE_DOCS=1 INSTA_UPDATE=always $(CARGO) test -p vestibule-local -p vestibule-domain
	UPDATE_DOCS=1 $(CARGO) test -p vestibule-tests --test docs
	cd web && npm run --silent api

tools:
	@command -v $(CARGO) >/dev/null || { echo "Vestibule needs Rust: install it from https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "Vestibule needs a C compiler: apt-get install gcc (Debian), xcode-select --install (macOS)"; exit 1; }

## lint-stack: every check of infra/*.yaml and .github/workflows without an account
lint-stack: $(INFRA_TOOLS)/ready $(CHECKOV)/ready $(WORKFLOWS)/ready
	@cd infra/checks && $(CURDIR)/$(INFRA_TOOLS)/bin/python -m unittest --quiet
	@cd infra/ops && $(CURDIR)/$(INFRA_TOOLS)/bin/python -m unittest --quiet
	@$(INFRA_TOOLS)/bin/python infra/checks/workflows.py --tools $(WORKFLOWS)
	@$(INFRA_TOOLS)/bin/python infra/checks/lint.py --tools $(INFRA_TOOLS) --checkov $(CHECKOV) --out target/infra

## build: the functions for Lambda, in .aws-sam/build (ARCH=x86_64)
build: tools $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/build.py $(if $(ARCH),--architecture $(ARCH))

## artefacts: functions and pages, for `make deploy BUILT=1` to one stage after the other (ARCH=x86_64)
artefacts: tools $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/build.py --pages $(if $(ARCH),--architecture $(ARCH))

## doctor: lists what an AWS account lacks before a deployment, with the command for each (ENV=dev)
doctor: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/doctor.py $(ENV)

## account: sets up what an account and region need once, for all stages (ENV=dev SMS_USD=50 SENDER_ID=Firm YES=1)
account: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/account.py $(ENV) $(if $(SMS_USD),--sms-usd $(SMS_USD)) $(if $(SENDER_ID),--sender-id $(SENDER_ID)) $(if $(YES),--yes)

# The shared arguments of deploy and back.
AGREED = $(if $(YES),--yes) $(if $(FORCE),--force) $(if $(filter no,$(WATCH)),--no-watch)

## deploy: builds and deploys a stage, stack and pages (ENV=dev BUILT=1 YES=1 FORCE=1 WATCH=no)
deploy: tools $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/deploy.py $(ENV) $(if $(BUILT),--built) $(AGREED)

## back: deploys the previous release, without a build (ENV=dev TO=commit LIST=1 YES=1 FORCE=1 WATCH=no)
back: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/back.py $(ENV) $(if $(TO),--to $(TO)) $(if $(LIST),--list) $(AGREED)

## release: tests and builds main once, deploys it to staging and, once approved, to prod
release:
	@infra/ops/pipeline.sh

## smoke: checks a deployed stage, or a running `make run`, and leaves nothing behind (ENV=dev; ENV=local DATA=.vestibule; JSON=1)
smoke: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/smoke.py $(ENV) --data $(DATA) $(if $(MAILBOX),--mailbox $(MAILBOX)) $(if $(JSON),--json)

## smoke-local: the smoke test against a temporary runner
smoke-local: tools $(INFRA_TOOLS)/ready web/dist/index.html
	$(CARGO) build --all-targets
	@$(INFRA_TOOLS)/bin/python infra/checks/smoke_local.py

## rotate: changes the secret between the front and the API (ENV=dev WATCH=no)
rotate: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/rotate.py $(ENV) $(if $(filter no,$(WATCH)),--no-watch)

## close: closes a stage; people see a page that says so, and nothing writes to the table (ENV=dev)
close: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/closing.py close $(ENV)

## open: opens a closed stage (ENV=dev)
open: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/closing.py open $(ENV)

## restore: restores a stage's data to a second of the last 35 days (ENV=prod AT=2026-03-01T12:00:00Z FROM=table YES=1)
restore: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/restore.py $(ENV) $(if $(AT),--at $(AT)) $(if $(FROM),--source $(FROM)) $(if $(YES),--yes)

## restore-drill: rehearses a restore, into a table that it compares and deletes (ENV=staging YES=1)
restore-drill: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/restore.py $(ENV) --drill $(if $(AT),--at $(AT)) $(if $(YES),--yes)

## released: records prod's indexes after a release, for lint-stack to compare
released: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/checks/indexes.py

FIRM_PY = $(INFRA_TOOLS)/bin/python infra/ops/firm.py $(ENV) --data $(DATA)

## firm: creates the firm that a file describes (ENV=prod FIRM=firm.json; ENV=local for a make run)
firm: $(INFRA_TOOLS)/ready
	@test -n "$(FIRM)" || { echo "Which firm? make firm ENV=$(ENV) FIRM=firm.json"; exit 1; }
	@$(FIRM_PY) create "$(FIRM)"

## firms: a table of all firms, with clients, texts and unsent messages (ENV=prod PRICE=0.04)
firms: $(INFRA_TOOLS)/ready
	@$(FIRM_PY) list $(if $(PRICE),--price $(PRICE))

## close-firm: closes a firm, and keeps all its data (ENV=prod SLUG=harbour-vale)
close-firm: $(INFRA_TOOLS)/ready
	@test -n "$(SLUG)" || { echo "Which firm? make close-firm ENV=$(ENV) SLUG=harbour-vale"; exit 1; }
	@$(FIRM_PY) close "$(SLUG)"

## reopen-firm: reopens a firm that was closed (ENV=prod SLUG=harbour-vale)
reopen-firm: $(INFRA_TOOLS)/ready
	@test -n "$(SLUG)" || { echo "Which firm? make reopen-firm ENV=$(ENV) SLUG=harbour-vale"; exit 1; }
	@$(FIRM_PY) reopen "$(SLUG)"

## firm-admin: a link for a firm admin, for a firm that lost its own (ENV=prod SLUG=… EMAIL=… NAME=…)
firm-admin: $(INFRA_TOOLS)/ready
	@test -n "$(SLUG)" -a -n "$(EMAIL)" || { echo "Who? make firm-admin ENV=$(ENV) SLUG=harbour-vale EMAIL=ada@firm.example NAME='Ada Stern'"; exit 1; }
	@$(FIRM_PY) admin "$(SLUG)" "$(EMAIL)" $(if $(NAME),--name "$(NAME)")

## reports: records delivery reports from UnrecordedQueue that failed before (ENV=dev)
reports: $(INFRA_TOOLS)/ready
	@$(INFRA_TOOLS)/bin/python infra/ops/reports.py $(ENV)

## second-opinion: the stack and the journeys in an independent emulator of AWS
second-opinion: tools $(INFRA_TOOLS)/ready $(MINISTACK)/ready
	@$(INFRA_TOOLS)/bin/python infra/checks/template.py > target/infra/template.json
	@.ci/timed "ministack: the stack" $(MINISTACK)/bin/python infra/checks/second_opinion.py
	@.ci/timed "ministack: restoring" $(MINISTACK)/bin/python infra/checks/test_restore.py
	@cd infra/checks && $(CURDIR)/.ci/timed "ministack: deploying" $(CURDIR)/$(INFRA_TOOLS)/bin/python -m unittest test_deployment
	@$(CARGO) build --all-targets
	@SECOND_OPINION=$(CURDIR)/$(MINISTACK)/bin/ministack .ci/timed "ministack: journeys" $(CARGO) test --test journeys
	@SECOND_OPINION=$(CURDIR)/$(MINISTACK)/bin/ministack .ci/timed "ministack: smoke test" $(MAKE) --no-print-directory smoke-local

$(DENY)/ready: infra/checks/requirements-deny.txt
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(MINISTACK)/ready: infra/checks/requirements-ministack.txt
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(INFRA_TOOLS)/ready: infra/checks/requirements.txt
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(WORKFLOWS)/ready: infra/checks/requirements-workflows.txt
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(CHECKOV)/ready: infra/checks/requirements-checkov.txt
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

include web/pages.mk
include tests/browser/browser.mk
