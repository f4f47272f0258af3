//! What `init` and `new` write.
