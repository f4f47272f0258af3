//! The whole edition of a tiny site: what its files may say, where their links lead, what frame they have.

mod disclosure;
mod index;
mod lists;
mod pages;
mod sample;
