// The samples of media. A new file has an array and a row here.
#include "table.h"

static const unsigned char audio_mp3[] = {
#embed "../EmulatorServer/Media/audio.mp3"
};
static const unsigned char audio_ogg[] = {
#embed "../EmulatorServer/Media/audio.ogg"
};
static const unsigned char document_pdf[] = {
#embed "../EmulatorServer/Media/document.pdf"
};
static const unsigned char image_jpg[] = {
#embed "../EmulatorServer/Media/image.jpg"
};
static const unsigned char image_png[] = {
#embed "../EmulatorServer/Media/image.png"
};
static const unsigned char sticker_webp[] = {
#embed "../EmulatorServer/Media/sticker.webp"
};
static const unsigned char video_mp4[] = {
#embed "../EmulatorServer/Media/video.mp4"
};

static const struct embedded_file files[] = {
    EMBEDDED("Sources/EmulatorServer/Media/audio.mp3", audio_mp3),
    EMBEDDED("Sources/EmulatorServer/Media/audio.ogg", audio_ogg),
    EMBEDDED("Sources/EmulatorServer/Media/document.pdf", document_pdf),
    EMBEDDED("Sources/EmulatorServer/Media/image.jpg", image_jpg),
    EMBEDDED("Sources/EmulatorServer/Media/image.png", image_png),
    EMBEDDED("Sources/EmulatorServer/Media/sticker.webp", sticker_webp),
    EMBEDDED("Sources/EmulatorServer/Media/video.mp4", video_mp4),
};

const struct embedded_table embedded_media = {files, sizeof files / sizeof files[0]};
