//! Chinese text: dates, folding, pinyin, display width, document numbers, likeness, where titles break, what is in another language.
//!
//! Everything here takes text and gives text; nothing knows of files, documents or languages of messages.

pub mod date;
#[cfg(test)]
pub(crate) mod dice;
pub mod fold;
pub mod foreign;
pub mod han;
pub mod number;
pub mod pinyin;
pub mod similar;
pub mod title;
pub mod width;
