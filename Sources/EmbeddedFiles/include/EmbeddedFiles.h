// The files of the repository that are part of the program.
//
// The compiler reads them itself (`#embed`), which takes milliseconds. As array literals in Swift, which `.embedInCode` makes
// of resources, they take a minute. When one of the files changes, SwiftPM compiles the C file that embeds it again.
#pragma once
#include <stddef.h>

/// A file with its path in the repository.
struct embedded_file {
    const char *path;
    const unsigned char *bytes;
    size_t count;
};

/// The file with an index from 0; its path is NULL if there are fewer files.
struct embedded_file embedded_file_at(size_t index);
