//! Folding: the one definition of "the same text", for search, for document numbers and for names of units.
//!
//! NFKC, lower case, all bracket forms one, 〇 a zero; white space is dropped but between two Latin or digit tokens.

/// Folds one character: what it contributes to the folded text, white space not yet dropped.
pub fn fold_char(_c: char, _out: &mut String) {
    unimplemented!()
}

/// Folds a text.
pub fn fold(_text: &str) -> String {
    unimplemented!()
}
