# Each target says what it does behind `##`; `make` alone prints that.
.DEFAULT_GOAL := help
.PHONY: help verify test containers check docs texts health up down prove load mutants allure schema bench kills steady versions images engine-down doctor clean

# Called directly: `npm run` and `npx` cost 0.4 to 1.6 s, and `.bin/vitest` would run under the system's Node.
node := node_modules/.bin/node
medcor-verify := ./medcor-verify
installed := node_modules/.package-lock.json

verify: ready ## a stack of its own, every check but load, a verdict
	@$(medcor-verify) --stack processes --install

# Exit 3 is "something is missing", which was told: only the tests that need it fail.
test: ready ## the tests of our own code, then the same checks through Vitest
	@$(medcor-verify) doctor --install --for stack,journeys,load,celery-tests || [ $$? -eq 3 ]
	@$(node) node_modules/vitest/vitest.mjs run --project '!containers' $(VITEST)

containers: ready ## the tests that need a container engine and the images of both generations (see images)
	@$(node) node_modules/vitest/vitest.mjs run --project containers

check: ready ## types, lint, format, unused code, a list of checks without gaps; changes nothing
	@$(node) node_modules/.bin/tsc --noEmit
	@$(node) node_modules/.bin/oxlint
	@$(node) node_modules/.bin/oxfmt --check
	@$(node) node_modules/.bin/knip
	@$(medcor-verify) list --check

docs: ready ## docs/checks.md, written from the list of checks, and docs/versions.md, from the records of runs
	@page=$$($(medcor-verify) list --markdown) && printf '%s\n' "$$page" >docs/checks.md
	@page=$$($(node) versions/page.main.ts) && printf '%s\n' "$$page" >docs/versions.md

texts: ready ## take over the failure texts as they are told now; prints what changed, for you to read as a stranger would
	@ACCEPT_FAILURE_TEXTS=yes $(node) node_modules/vitest/vitest.mjs run --reporter=dot suites/failures-read-well commands/again-fails
	@git add --intent-to-add suites/golden-failures && git --no-pager diff suites/golden-failures

health: ready ## ask the running stack (see up) how it is
	@$(medcor-verify) health

up: ready ## start a stack that stays until `make down`
	@$(medcor-verify) up --install

down: ready ## end the stack that stays
	@$(medcor-verify) down

prove: ready ## see every check turn red under its fault, and no other
	@$(medcor-verify) prove --install

load: ready ## light load on a stack of its own (k6), judged by budgets
	@$(medcor-verify) load --stack processes --install

mutants: $(installed) ## change the harness in a thousand small ways and see its tests notice
	@$(node) mutants/main.ts

allure: $(installed) ## Allure's own page of the newest run, made and read offline
	@$(node) reports/allure-page.main.ts

schema: ready ## publish the shapes of results.json and of what commands print as JSON
	@$(node) reports/results-schema.main.ts
	@$(node) commands/schemas/publish.main.ts

bench: ready ## how long our own commands take
	@$(node) bench/main.ts

kills: ready ## kill `make verify` and `up` at 50 random moments, and see that nothing is left (KILLS='--moments 4 --seed 1')
	@$(node) endurance/kills.main.ts $(KILLS)

steady: ready ## ask one stack 20 times beside busy loops, and see the same verdict each time (STEADY='--runs 3')
	@$(node) endurance/steady.main.ts $(STEADY)

versions: ready ## ask every version of every service that this machine has, and record what came of it (then: make docs)
	@$(node) versions/record.main.ts $(VERSIONS)

images: ready ## make the images of stacks from containers (IMAGES='trixie bookworm'), and start dockerd when root has none
	@$(medcor-verify) doctor --install --for containers
	@$(node) containers/images/main.ts $(IMAGES)

engine-down: $(installed) ## end the dockerd that we started, if we did
	@$(node) containers/engine/end-daemon.main.ts

doctor: ready ## what is needed, what is here, how to get the rest
	@$(medcor-verify) doctor || [ $$? -eq 3 ]

clean: ## end the stacks that stay; remove packages, tools, caches and reports
	@if [ -d node_modules ]; then $(medcor-verify) down --all; fi
	@rm -rf node_modules .cache .tools .vitest reports/out

help: ## this list
	@awk -F ':.*## ' '/^[a-z_-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# In one piece our program starts a fifth sooner; nothing is done where nothing has changed.
.PHONY: ready
ready: $(installed)
	@$(node) bundle/main.ts

# No package of ours needs its install script; ssh2's would compile for a minute.
# npm writes this file last; touched, because npm install may write package-lock.json after it.
$(installed): package-lock.json
	@command -v npm >/dev/null || { echo 'npm is missing, which brings the packages and Node 24. Install any Node from 20 on: apt-get install nodejs npm, or brew install node.' >&2; exit 2; }
	@[ ! -L node_modules ] || { echo 'node_modules is a link: npm ci would empty what it points to. Remove the link and ask again.' >&2; exit 2; }
	@echo 'installing the packages of package-lock.json into node_modules (npm ci): Node 24, the libraries, the test tools'
	@npm ci --ignore-scripts --loglevel=error --no-audit --no-fund --include=dev --include=optional >/dev/null
	@[ -x $(node) ] || $(take-the-systems-node)
	@touch $@

# macOS: npm has no Node 24 for it.
define take-the-systems-node
{ node -e 'process.exit(parseInt(process.versions.node) < 24 ? 1 : 0)' && ln -sf "$$(command -v node)" $(node); } || { echo 'npm has no Node 24 for this system, and its own is older. Install Node 24 or later (macOS: brew install node).' >&2; exit 2; }
endef
