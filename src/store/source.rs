//! What a search must know of each customer, read from the book.
