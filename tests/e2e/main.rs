//! End to end, through the binary: each test makes a site of its own in a temporary folder, with a cleared environment and a fixed day.
//!
//! `SIHAO_BLESS=1 cargo test --test e2e` rewrites the expectations under `tests/golden/`; read the difference before committing it.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that can't make its files fails, and says where"
)]

mod building;
mod checking;
#[path = "../../src/text/dice.rs"]
mod dice;
mod editions;
mod exporting;
mod folding;
mod hidden;
mod hostile;
mod ledger;
mod mistakes;
mod pages;
mod scaffolding;
mod searching;
mod serve;
mod serve_ends;
mod serve_safety;
mod serve_soak;
mod served;
mod site;
mod theming;
mod usage;
