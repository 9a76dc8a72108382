# Every command installs what it lacks, into .tools (or, for browsers, from Debian's packages).

PORT ?= 8080

.PHONY: serve test dist check sites screenshots bench lint native browser

serve:     # the demo on 127.0.0.1, rebuilt on every change
	@tools/serve $(PORT)

test:      # all that must hold before a change is merged
	@tools/test lint native browser

dist:      # what a calendar's host serves, with sizes against the budget
	@tools/dist

check:     # the part of `make test` that needs no browser
	@tools/test lint native

sites:     # the examples with Astro and Next, which take too long for `make test`
	@tools/test sites

screenshots: # pictures of every state, in .screenshots
	@tools/test screenshots

bench:     # what visitors wait for, in figures that no test asserts (benches/results.md)
	@tools/test bench

lint native browser:
	@tools/test $@
