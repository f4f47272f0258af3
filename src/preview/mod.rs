//! The preview: an Edition in a browser while it is being written.
//!
//! What a page of it brings to the browser is here: the overlay of errors, and the script that keeps the page as new as its files. The
//! script asks of a server, beside the files of the edition:
//! - `/~sihao/events?path=…`: a stream of states, one on connecting and one at each change; `/~sihao/state?path=…`: the same object, once;
//! - `/~sihao/report`: what `check --format json` says, with its `text`; `/~sihao/as-of`: takes a day by POST;
//! - with each page its digest as `ETag`, and again as `Server-Timing: sihao;desc="…"`: a script sees of its own page's headers only that
//!   one, and must know which state it was loaded in. A page that is none (404) has neither.

pub mod client;
pub mod overlay;
