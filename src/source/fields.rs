//! Reading a map of known keys: each has an English and perhaps a Chinese name, a shape, and a plain message when it is not met.
