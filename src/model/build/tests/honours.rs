//! honours
