//! Chinese text: dates, folding, pinyin, display width, document numbers, likeness.
//!
//! Everything here takes text and gives text; nothing knows of files, documents or languages of messages.

pub mod date;
pub mod fold;
pub mod han;
pub mod number;
pub mod pinyin;
pub mod similar;
pub mod width;
