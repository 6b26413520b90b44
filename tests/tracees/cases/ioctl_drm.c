/* Graphics devices: what their requests ask, and what they answer. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line) ANSWERED(name, "", request, line)

ROW(get_unique, 0xc0106401,
    "DRM_IOCTL_GET_UNIQUE, {unique_len=8589934593, unique=0x400000003} => "
    "{unique_len=8589934593, unique=0x400000003}")
ROW(get_magic, 0x80046402, "DRM_IOCTL_GET_MAGIC, {magic=0x1}")
ROW(set_version, 0xc0106407,
    "DRM_IOCTL_SET_VERSION, {drm_di_major=1, drm_di_minor=2, drm_dd_major=3, drm_dd_minor=4} "
    "=> {drm_di_major=1, drm_di_minor=2, drm_dd_major=3, drm_dd_minor=4}")
ROW(gem_close, 0x40086409, "DRM_IOCTL_GEM_CLOSE, {handle=1}")
ROW(gem_flink, 0xc008640a, "DRM_IOCTL_GEM_FLINK, {handle=1, name=2}")
ROW(gem_open, 0xc010640b, "DRM_IOCTL_GEM_OPEN, {name=1, handle=2, size=17179869187}")
ROW(get_cap, 0xc010640c,
    "DRM_IOCTL_GET_CAP, {capability=0x200000001 /* DRM_CAP_??? */, value=17179869187}")
ROW(set_client_cap, 0x4010640d,
    "DRM_IOCTL_SET_CLIENT_CAP, {capability=0x200000001 /* DRM_CLIENT_CAP_??? */, "
    "value=17179869187}")
ROW(set_unique, 0x40106410,
    "DRM_IOCTL_SET_UNIQUE, {unique_len=8589934593, unique=0x400000003}")
ROW(auth_magic, 0x40046411, "DRM_IOCTL_AUTH_MAGIC, {magic=0x1}")
ROW(set_master, 0x641e, "DRM_IOCTL_SET_MASTER")
ROW(drop_master, 0x641f, "DRM_IOCTL_DROP_MASTER")
ROW(prime_handle_to_fd, 0xc00c642d,
    "DRM_IOCTL_PRIME_HANDLE_TO_FD, {handle=1, flags=DRM_RDWR, fd=3}")
ROW(prime_fd_to_handle, 0xc00c642e, "DRM_IOCTL_PRIME_FD_TO_HANDLE, {fd=3, handle=1}")
ROW(wait_vblank, 0xc018643a,
    "DRM_IOCTL_WAIT_VBLANK, {type=_DRM_VBLANK_RELATIVE, sequence=2, signal=0x400000003} => "
    "{type=_DRM_VBLANK_RELATIVE, sequence=2, tval_sec=17179869187, tval_usec=25769803781}")
ROW(crtc_get_sequence, 0xc018643b,
    "DRM_IOCTL_CRTC_GET_SEQUENCE, {crtc_id=1, active=2, sequence=17179869187, "
    "sequence_ns=25769803781}")
ROW(crtc_queue_sequence, 0xc018643c,
    "DRM_IOCTL_CRTC_QUEUE_SEQUENCE, {crtc_id=1, flags=DRM_CRTC_SEQUENCE_NEXT_ON_MISS, "
    "sequence=17179869187, user_data=0x600000005} => {sequence=17179869187}")
ROW(mode_getresources, 0xc04064a0,
    "DRM_IOCTL_MODE_GETRESOURCES, {fb_id_ptr=0x200000001, crtc_id_ptr=0x400000003, "
    "connector_id_ptr=0x600000005, encoder_id_ptr=0x800000007, count_fbs=9, count_crtcs=10, "
    "count_connectors=11, count_encoders=12} => {count_fbs=9, count_crtcs=10, "
    "count_connectors=11, count_encoders=12, min_width=13, max_width=14, min_height=15, "
    "max_height=16}")
ROW(mode_getcrtc, 0xc06864a1,
    "DRM_IOCTL_MODE_GETCRTC, {crtc_id=4, fb_id=5, x=6, y=7, gamma_size=8, mode_valid=9, "
    "mode={clock=10, hdisplay=11, vdisplay=0, vrefresh=16, name=\"\\23\", ...}}")
ROW(mode_setcrtc, 0xc06864a2,
    "DRM_IOCTL_MODE_SETCRTC, {set_connectors_ptr=0x200000001, count_connectors=3, crtc_id=4, "
    "fb_id=5, x=6, y=7, gamma_size=8, mode_valid=9, mode={clock=10, hdisplay=11, vdisplay=0, "
    "vrefresh=16, name=\"\\23\", ...}}")
ROW(mode_cursor, 0xc01c64a3,
    "DRM_IOCTL_MODE_CURSOR, {flags=DRM_MODE_CURSOR_BO, crtc_id=2, x=3, y=4, width=5, "
    "height=6, handle=7}")
ROW(mode_getgamma, 0xc02064a4,
    "DRM_IOCTL_MODE_GETGAMMA, {crtc_id=1, gamma_size=2, red=0x400000003, green=0x600000005, "
    "blue=0x800000007}")
ROW(mode_setgamma, 0xc02064a5,
    "DRM_IOCTL_MODE_SETGAMMA, {crtc_id=1, gamma_size=2, red=0x400000003, green=0x600000005, "
    "blue=0x800000007}")
ROW(mode_getencoder, 0xc01464a6,
    "DRM_IOCTL_MODE_GETENCODER, {encoder_id=1, encoder_type=DRM_MODE_ENCODER_TMDS, "
    "crtc_id=3, possible_crtcs=0x4, possible_clones=0x5}")
ROW(mode_getconnector, 0xc05064a7,
    "DRM_IOCTL_MODE_GETCONNECTOR, {encoders_ptr=0x200000001, modes_ptr=0x400000003, "
    "props_ptr=0x600000005, prop_values_ptr=0x800000007, count_modes=9, count_props=10, "
    "count_encoders=11, connector_id=13} => {count_modes=9, count_props=10, "
    "count_encoders=11, encoder_id=12, connector_type=DRM_MODE_CONNECTOR_eDP, "
    "connector_type_id=15, connection=16, mm_width=17, mm_height=18, subpixel=19}")
ROW(mode_getproperty, 0xc04064aa,
    "DRM_IOCTL_MODE_GETPROPERTY, {values_ptr=0x200000001, enum_blob_ptr=0x400000003, "
    "prop_id=5, count_values=15, count_enum_blobs=16} => "
    "{flags=DRM_MODE_PROP_RANGE|DRM_MODE_PROP_IMMUTABLE, name=\"\\7\", count_values=15, "
    "count_enum_blobs=16}")
ROW(mode_setproperty, 0xc01064ab,
    "DRM_IOCTL_MODE_SETPROPERTY, {value=8589934593, prop_id=3, connector_id=4}")
ROW(mode_getpropblob, 0xc01064ac,
    "DRM_IOCTL_MODE_GETPROPBLOB, {blob_id=1, length=2, data=0x400000003} => {length=2}")
ROW(mode_getfb, 0xc01c64ad,
    "DRM_IOCTL_MODE_GETFB, {fb_id=1, width=2, height=3, pitch=4, bpp=5, depth=6, handle=7}")
ROW(mode_addfb, 0xc01c64ae,
    "DRM_IOCTL_MODE_ADDFB, {width=2, height=3, pitch=4, bpp=5, depth=6, handle=7, fb_id=1}")
ROW(mode_rmfb, 0xc00464af, "DRM_IOCTL_MODE_RMFB, [1]")
ROW(mode_page_flip, 0xc01864b0,
    "DRM_IOCTL_MODE_PAGE_FLIP, {crtc_id=1, fb_id=2, "
    "flags=DRM_MODE_PAGE_FLIP_EVENT|DRM_MODE_PAGE_FLIP_ASYNC, sequence=4, "
    "user_data=0x600000005}")
ROW(mode_dirtyfb, 0xc01864b1,
    "DRM_IOCTL_MODE_DIRTYFB, {fb_id=1, flags=DRM_MODE_FB_DIRTY_ANNOTATE_FILL, color=0x3, "
    "num_clips=4, clips_ptr=0x600000005}")
ROW(mode_create_dumb, 0xc02064b2,
    "DRM_IOCTL_MODE_CREATE_DUMB, {height=1, width=2, bpp=3, flags=0x4, handle=5, pitch=6, "
    "size=34359738375}")
ROW(mode_map_dumb, 0xc01064b3, "DRM_IOCTL_MODE_MAP_DUMB, {handle=1, offset=0x400000003}")
ROW(mode_destroy_dumb, 0xc00464b4, "DRM_IOCTL_MODE_DESTROY_DUMB, {handle=1}")
ROW(mode_getplaneresources, 0xc01064b5,
    "DRM_IOCTL_MODE_GETPLANERESOURCES, {plane_id_ptr=0x200000001, count_planes=3} => "
    "{plane_id_ptr=0x200000001, count_planes=3}")
ROW(mode_getplane, 0xc02064b6,
    "DRM_IOCTL_MODE_GETPLANE, {plane_id=1, count_format_types=6, "
    "format_type_ptr=0x800000007} => {plane_id=1, crtc_id=2, fb_id=3, possible_crtcs=0x4, "
    "gamma_size=5, count_format_types=6}")
ROW(mode_setplane, 0xc03064b7,
    "DRM_IOCTL_MODE_SETPLANE, {plane_id=1, crtc_id=2, fb_id=3, flags=0x4 /* "
    "DRM_MODE_PRESENT_??? */, crtc_x=5, crtc_y=6, crtc_w=7, crtc_h=8, src_x=0x9, src_y=0xa, "
    "src_h=0xb, src_w=0xc}")
ROW(mode_addfb2, 0xc06864b8,
    "DRM_IOCTL_MODE_ADDFB2, {width=2, height=3, pixel_format=fourcc_code('\\x04', '\\x00', "
    "'\\x00', '\\x00'), flags=DRM_MODE_FB_INTERLACED|0x4, handles=[6, 7, 8, 9], pitches=[10, "
    "11, 12, 13], offsets=[14, 15, 16, 17], modifier=[0x1400000013, 0x1600000015, "
    "0x1800000017, 0x1a00000019], fb_id=1}")
ROW(mode_obj_getproperties, 0xc02064b9,
    "DRM_IOCTL_MODE_OBJ_GETPROPERTIES, {props_ptr=0x200000001, prop_values_ptr=0x400000003, "
    "count_props=5, obj_id=6, obj_type=0x7 /* DRM_MODE_OBJECT_??? */} => {count_props=5}")
ROW(mode_obj_setproperty, 0xc01864ba,
    "DRM_IOCTL_MODE_OBJ_SETPROPERTY, {value=8589934593, prop_id=3, obj_id=4, obj_type=0x5 /* "
    "DRM_MODE_OBJECT_??? */}")
ROW(mode_cursor2, 0xc02464bb,
    "DRM_IOCTL_MODE_CURSOR2, {flags=DRM_MODE_CURSOR_BO, crtc_id=2, x=3, y=4, width=5, "
    "height=6, handle=7, hot_x=8, hot_y=9}")
ROW(mode_atomic, 0xc03864bc,
    "DRM_IOCTL_MODE_ATOMIC, {flags=DRM_MODE_PAGE_FLIP_EVENT, count_objs=2, "
    "objs_ptr=0x400000003, count_props_ptr=0x600000005, props_ptr=0x800000007, "
    "prop_values_ptr=0xa00000009, reserved=0xc0000000b, user_data=0xe0000000d}")
ROW(mode_createpropblob, 0xc01064bd,
    "DRM_IOCTL_MODE_CREATEPROPBLOB, {data=0x200000001, length=3, blob_id=4}")
ROW(mode_destroypropblob, 0xc00464be, "DRM_IOCTL_MODE_DESTROYPROPBLOB, {blob_id=1}")
ROW(syncobj_create, 0xc00864bf,
    "DRM_IOCTL_SYNCOBJ_CREATE, {flags=0x2 /* DRM_SYNCOBJ_CREATE_??? */, handle=1}")
ROW(syncobj_destroy, 0xc00864c0, "DRM_IOCTL_SYNCOBJ_DESTROY, {handle=1}")
ROW(syncobj_handle_to_fd, 0xc01064c1,
    "DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD, {handle=1, "
    "flags=DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_TIMELINE, fd=3}")
ROW(syncobj_fd_to_handle, 0xc01064c2,
    "DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE, {flags=DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_TIMELINE, fd=3, "
    "handle=1}")
ROW(syncobj_wait, 0xc02864c3,
    "DRM_IOCTL_SYNCOBJ_WAIT, {handles=0x200000001, timeout_nsec=17179869187, "
    "count_handles=5, "
    "flags=DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT|DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE} => "
    "{first_signaled=7}")
ROW(syncobj_reset, 0xc01064c4,
    "DRM_IOCTL_SYNCOBJ_RESET, {handles=0x200000001, count_handles=3}")
ROW(syncobj_signal, 0xc01064c5,
    "DRM_IOCTL_SYNCOBJ_SIGNAL, {handles=0x200000001, count_handles=3}")
ROW(mode_getfb2, 0xc06864ce,
    "DRM_IOCTL_MODE_GETFB2, {fb_id=1, width=2, height=3, pixel_format=fourcc_code('\\x04', "
    "'\\x00', '\\x00', '\\x00'), flags=DRM_MODE_FB_INTERLACED|0x4, handles=[6, 7, 8, 9], "
    "pitches=[10, 11, 12, 13], offsets=[14, 15, 16, 17], modifier=[0x1400000013, "
    "0x1600000015, 0x1800000017, 0x1a00000019]}")
ROW(mode_closefb, 0xc00864d0, "DRM_IOCTL_MODE_CLOSEFB, {fb_id=1}")

struct version {
    int major, minor, patch;
    size_t name_size;
    const char *name;
    size_t date_size;
    const char *date;
    size_t description_size;
    const char *description;
};

CASE(version)
{
    struct version version = {1, 6, 0, 4, "i915", 8, "20201103", 14, "Intel Graphics"};

    let_all_answer();
    expect(call(SYS_ioctl, ANSWERING, 0xc0406400, &version),
           "ioctl(-2, DRM_IOCTL_VERSION, {name_len=4, name=%s, date_len=8, date=%s, desc_len=14, "
           "desc=%s} => {version_major=1, version_minor=6, version_patchlevel=0, name_len=4, "
           "name=\"i915\", date_len=8, date=\"20201103\", desc_len=14, desc=\"Intel Graphics\"}",
           address(version.name), address(version.date), address(version.description));
    version = (struct version){1, 6, 0, 4, unreadable(), 0, NULL, 0, NULL};
    expect(call(SYS_ioctl, ANSWERING, 0xc0406400, &version),
           "ioctl(-2, DRM_IOCTL_VERSION, {name_len=4, name=%s, date_len=0, date=NULL, desc_len=0, "
           "desc=NULL} => {version_major=1, version_minor=6, version_patchlevel=0, name_len=4, "
           "name=%s, date_len=0, date=NULL, desc_len=0, desc=NULL}",
           address(version.name), address(version.name));
    expect(call(SYS_ioctl, -1, 0xc0406400, version.name), "ioctl(-1, DRM_IOCTL_VERSION, %s",
           address(version.name));
}

CASE(version_of_i386)
{
    uint32_t *version = low_memory(4096);
    char *name = (char *)(version + 100);

    strcpy(name, "i915");
    version[1] = 6;
    version[3] = 4;
    version[4] = (uint32_t)(uintptr_t)name;
    expect(call_i386(54, -1, 0xc0246400, version),
           "ioctl(-1, DRM_IOCTL_VERSION, {name_len=4, name=%s, date_len=0, date=NULL, desc_len=0, "
           "desc=NULL}",
           address(name));
}

CASE(values_with_names)
{
    uint64_t capability[2] = {1};
    uint32_t vblank[6] = {0x4000000 | 2 << 1, 7, 9};

    let_all_answer();
    expect(call(SYS_ioctl, ANSWERING, 0xc010640c, capability),
           "ioctl(-2, DRM_IOCTL_GET_CAP, {capability=DRM_CAP_DUMB_BUFFER, value=0}");
    capability[0] = 3;
    expect(call(SYS_ioctl, -1, 0x4010640d, capability),
           "ioctl(-1, DRM_IOCTL_SET_CLIENT_CAP, {capability=DRM_CLIENT_CAP_ATOMIC, value=0}");
    expect(call(SYS_ioctl, -1, 0xc018643a, vblank),
           "ioctl(-1, DRM_IOCTL_WAIT_VBLANK, {type=_DRM_VBLANK_ABSOLUTE|_DRM_VBLANK_EVENT|"
           "2<<_DRM_VBLANK_HIGH_CRTC_SHIFT, sequence=7, signal=0x9}");
    vblank[0] = 0;
    expect(call(SYS_ioctl, -1, 0xc018643a, vblank),
           "ioctl(-1, DRM_IOCTL_WAIT_VBLANK, {type=_DRM_VBLANK_ABSOLUTE, sequence=7, signal=0x9}");
}

CASE(a_mode_in_full)
{
    void *words = counting_words();

    expect_under("-v", call(SYS_ioctl, -1, 0xc06864a2, words),
                 "ioctl(-1, DRM_IOCTL_MODE_SETCRTC, {set_connectors_ptr=0x200000001, "
                 "count_connectors=3, crtc_id=4, fb_id=5, x=6, y=7, gamma_size=8, mode_valid=9, "
                 "mode={clock=10, hdisplay=11, hsync_start=0, hsync_end=12, htotal=0, hskew=13, "
                 "vdisplay=0, vsync_start=14, vsync_end=0, vtotal=15, vscan=0, vrefresh=16, "
                 "flags=DRM_MODE_FLAG_PHSYNC|DRM_MODE_FLAG_INTERLACE, "
                 "type=DRM_MODE_TYPE_DEFAULT|0x2, name=\"\\23\"}}");
}
