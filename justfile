# What is done often. Nothing here is needed: `cargo run --release -- build` and `tests/run` do without it.

# formatting, lints and the unit tests
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo test --lib

# the tests whose names hold NAME
test NAME:
    cargo test {{NAME}}

# writes the golden files of the tests whose names hold NAME anew; look at the difference before committing
bless NAME:
    SIHAO_BLESS=1 cargo test {{NAME}}

# times of builds beside Hugo's, on the text of SIHAO_CORPUS (docs/benchmarks.md)
bench:
    cargo bench --bench build -- --documents 1000
    cargo bench --bench build -- --documents 10000

# how long a saved edit takes to be seen, beside hugo server, on the text of SIHAO_CORPUS (docs/benchmarks.md)
preview-bench:
    cargo bench --bench preview -- --documents 1000
    cargo bench --bench preview -- --documents 10000
    cargo bench --bench preview -- --documents 100000 --alone

# the preview against a clean build after five hundred edits, renames, deletions and breakages
soak:
    SIHAO_SOAK_STEPS=500 cargo test --test e2e after_many_edits

# two hundred builds killed at random moments
kill:
    cargo test --test kill

# the search against brute force, on 1,000 and 10,000 documents of the text of SIHAO_CORPUS
search-oracle:
    cargo build --release
    SIHAO_PROGRAM=target/release/sihao SIHAO_SEARCH_DOCUMENTS=1000 node --test tests/browser/search-oracle.test.mjs tests/browser/search-faults.test.mjs
    SIHAO_PROGRAM=target/release/sihao SIHAO_SEARCH_DOCUMENTS=10000 node --test tests/browser/search-oracle.test.mjs tests/browser/search-faults.test.mjs

# searches beside Pagefind's, on the text of SIHAO_CORPUS (docs/benchmarks.md)
search-bench:
    cargo build --release
    node benches/search/main.mjs --documents 1000
    node benches/search/main.mjs --documents 10000

# the same with 100,000 documents, without Pagefind
search-bench-large:
    cargo build --release
    node benches/search/main.mjs --documents 100000 --alone

# pictures of every page kind at three widths, light and dark, in tests/browser/shots/; names of kinds or paths of pages make only those
shots *NAMES:
    cargo build
    node tests/browser/shots.mjs {{NAMES}}
