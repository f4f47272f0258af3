//! Small Materials, each built into a Site, a file of tests for each step.

mod case;
mod documents;
mod hidden;
mod honours;
mod ledger;
mod lifecycle;
mod links;
mod lists;
mod memory;
mod mistakes;
mod rules;
mod units;
