/* keyctl, add_key, request_key: operations that fail, on a keyring of each case's own. */
#include "cases.h"

#include <linux/keyctl.h>
#include <sys/uio.h>

#define KEYCTL(name, operation, a, b, c, d, shown)                                                 \
    CASE(keyctl_##name)                                                                            \
    {                                                                                              \
        expect(call(SYS_keyctl, operation, a, b, c, d), "keyctl(" shown);                          \
    }

KEYCTL(unknown, 99, 1, 2, 3, -1, "0x63 /* KEYCTL_??? */, 0x1, 0x2, 0x3, 0xffffffffffffffff")
KEYCTL(of_nothing, -1, 0, 0, 0, 0, "0xffffffff /* KEYCTL_??? */, 0, 0, 0, 0")
KEYCTL(get_keyring_id, 0, 99, 1, 0, 0, "KEYCTL_GET_KEYRING_ID, 99, 1")
KEYCTL(get_keyring_id_unknown, 0, -9, -1, 0, 0, "KEYCTL_GET_KEYRING_ID, -9, -1")
KEYCTL(join_nowhere, 1, -1, 0, 0, 0, "KEYCTL_JOIN_SESSION_KEYRING, 0xffffffffffffffff")
KEYCTL(update_nowhere, 2, 99, -1, -1, 0, "KEYCTL_UPDATE, 99, 0xffffffffffffffff, 18446744073709551615")
KEYCTL(revoke, 3, 99, 0, 0, 0, "KEYCTL_REVOKE, 99")
KEYCTL(chown, 4, 99, -1, 7, 0, "KEYCTL_CHOWN, 99, -1, 7")
KEYCTL(setperm, 5, 99, 0x3f000001, 0, 0,
       "KEYCTL_SETPERM, 99, KEY_POS_VIEW|KEY_POS_READ|KEY_POS_WRITE|KEY_POS_SEARCH|KEY_POS_LINK|"
       "KEY_POS_SETATTR|KEY_OTH_VIEW")
KEYCTL(setperm_unknown, 5, -4, 0x80, 0, 0, "KEYCTL_SETPERM, KEY_SPEC_USER_KEYRING, 0x80 /* KEY_??? */")
KEYCTL(setperm_none, 5, 99, 0, 0, 0, "KEYCTL_SETPERM, 99, 0")
KEYCTL(describe_nowhere, 6, 99, 1, 5, 0, "KEYCTL_DESCRIBE, 99, 0x1, 5")
KEYCTL(clear, 7, 99, 0, 0, 0, "KEYCTL_CLEAR, 99")
KEYCTL(link, 8, 99, -3, 0, 0, "KEYCTL_LINK, 99, KEY_SPEC_SESSION_KEYRING")
KEYCTL(unlink, 9, 99, -6, 0, 0, "KEYCTL_UNLINK, 99, KEY_SPEC_GROUP_KEYRING")
KEYCTL(search_nowhere, 10, -3, -1, 0, 0, "KEYCTL_SEARCH, KEY_SPEC_SESSION_KEYRING, 0xffffffffffffffff, NULL, 0")
KEYCTL(read_null, 11, 99, 0, 0, 0, "KEYCTL_READ, 99, NULL, 0")
KEYCTL(negate, 13, 99, -1, -2, 0, "KEYCTL_NEGATE, 99, 4294967295, KEY_SPEC_PROCESS_KEYRING")
KEYCTL(set_reqkey, 14, 99, 0, 0, 0, "KEYCTL_SET_REQKEY_KEYRING, 99 /* KEY_REQKEY_DEFL_??? */")
KEYCTL(set_reqkey_unknown, 14, -3, 0, 0, 0, "KEYCTL_SET_REQKEY_KEYRING, -3 /* KEY_REQKEY_DEFL_??? */")
KEYCTL(set_timeout, 15, 99, -1, 0, 0, "KEYCTL_SET_TIMEOUT, 99, 4294967295")
KEYCTL(assume_authority, 16, 99, 0, 0, 0, "KEYCTL_ASSUME_AUTHORITY, 99")
KEYCTL(get_security, 17, 99, 1, 2, 0, "KEYCTL_GET_SECURITY, 99, 0x1, 2")
KEYCTL(reject, 19, 99, 10, 126, -1, "KEYCTL_REJECT, 99, 10, ENOKEY, KEY_SPEC_THREAD_KEYRING")
KEYCTL(reject_unknown, 19, 99, 10, 9999, 0, "KEYCTL_REJECT, 99, 10, 9999, 0")
KEYCTL(instantiate_iov_nowhere, 20, 99, -1, -1, 0,
       "KEYCTL_INSTANTIATE_IOV, 99, 0xffffffffffffffff, 18446744073709551615, 0")
KEYCTL(invalidate, 21, 99, 0, 0, 0, "KEYCTL_INVALIDATE, 99")
KEYCTL(get_persistent, 22, 5, 99, 0, 0, "KEYCTL_GET_PERSISTENT, 5, 99")
KEYCTL(dh_compute_nowhere, 23, 1, 2, 3, 4, "KEYCTL_DH_COMPUTE, 0x1, 0x2, 3, 0x4")
KEYCTL(pkey_query_nowhere, 24, 99, 0, 3, 4, "KEYCTL_PKEY_QUERY, 99, 0, 0x3, 0x4")
KEYCTL(pkey_encrypt_nowhere, 25, 1, 2, 3, 4, "KEYCTL_PKEY_ENCRYPT, 0x1, 0x2, 0x3, 0x4")
KEYCTL(restrict_null, 29, 99, 0, 0, 0, "KEYCTL_RESTRICT_KEYRING, 99, NULL, NULL")
KEYCTL(move, 30, 98, 99, -2, 1, "KEYCTL_MOVE, 98, 99, KEY_SPEC_PROCESS_KEYRING, KEYCTL_MOVE_EXCL")
KEYCTL(move_unknown, 30, 1, 2, 3, 6, "KEYCTL_MOVE, 1, 2, 3, 0x6 /* KEYCTL_MOVE_??? */")
KEYCTL(capabilities_nowhere, 31, 1, 9, 0, 0, "KEYCTL_CAPABILITIES, 0x1, 9")
KEYCTL(watch, 32, 1, 2, 3, 4, "KEYCTL_WATCH_KEY, 0x1, 0x2, 0x3, 0x4")

CASE(keyctl_update)
{
    expect(call(SYS_keyctl, KEYCTL_UPDATE, 99, "new\0one", 7), "keyctl(KEYCTL_UPDATE, 99, \"new\\0one\", 7");
}

CASE(keyctl_search)
{
    expect(call(SYS_keyctl, KEYCTL_SEARCH, 99, "user", "a key", -5),
           "keyctl(KEYCTL_SEARCH, 99, \"user\", \"a key\", KEY_SPEC_USER_SESSION_KEYRING");
}

CASE(keyctl_instantiate_iov)
{
    struct iovec vector[] = {{"one", 3}, {"two!", 4}};

    expect(call(SYS_keyctl, KEYCTL_INSTANTIATE_IOV, 99, vector, 2, 98),
           "keyctl(KEYCTL_INSTANTIATE_IOV, 99, [{iov_base=\"one\", iov_len=3}, "
           "{iov_base=\"two!\", iov_len=4}], 2, 98");
}

CASE(keyctl_dh_compute)
{
    int32_t params[] = {1, -2, 3};
    struct {
        const char *hash, *other;
        uint32_t length, spare[8];
    } derive = {"sha1", "other", 5, {0}};
    char buffer[8] = "";

    expect(call(SYS_keyctl, KEYCTL_DH_COMPUTE, params, buffer, 8, &derive),
           "keyctl(KEYCTL_DH_COMPUTE, {private=1, prime=KEY_SPEC_PROCESS_KEYRING, base=3}, %s, 8, "
           "{hashname=\"sha1\", otherinfo=\"other\", otherinfolen=5}", address(buffer));
    derive.spare[2] = 1;
    derive.hash = NULL;
    expect(call(SYS_keyctl, KEYCTL_DH_COMPUTE, params, buffer, 8, &derive),
           "keyctl(KEYCTL_DH_COMPUTE, {private=1, prime=KEY_SPEC_PROCESS_KEYRING, base=3}, %s, 8, "
           "{hashname=NULL, otherinfo=\"other\", otherinfolen=5, __spare=[0, 0, 0x1, 0, 0, 0, 0, 0]}",
           address(buffer));
}

CASE(keyctl_pkey)
{
    uint32_t params[10] = {99, 3, 4};
    char in[] = "abcdef", out[8] = "";

    expect(call(SYS_keyctl, KEYCTL_PKEY_SIGN, params, "info", in, out),
           "keyctl(KEYCTL_PKEY_SIGN, {key_id=99, in_len=3, out_len=4}, \"info\", \"abc\", %s", address(out));
    params[5] = 7;
    expect(call(SYS_keyctl, KEYCTL_PKEY_VERIFY, params, "info", in, in),
           "keyctl(KEYCTL_PKEY_VERIFY, {key_id=99, in_len=3, in2_len=4, __spare=[0, 0, 0x7, 0, 0, 0, 0]}, "
           "\"info\", \"abc\", \"abcd\"");
}

CASE(keyctl_of_a_key)
{
    char buffer[64];

    if (call(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, "ptop cases") < 0)
        skip_case("no keyrings");
    long key = call(SYS_add_key, "user", "ptop", "payload", 7, KEY_SPEC_SESSION_KEYRING);
    expect(key, "add_key(\"user\", \"ptop\", \"payload\", 7, KEY_SPEC_SESSION_KEYRING");
    expect(call(SYS_keyctl, KEYCTL_READ, key, buffer, 64), "keyctl(KEYCTL_READ, %ld, \"payload\", 64", key);
    expect(call(SYS_keyctl, KEYCTL_READ, key, buffer, 3), "keyctl(KEYCTL_READ, %ld, \"pay\", 3", key);
    long length = call(SYS_keyctl, KEYCTL_DESCRIBE, key, buffer, 64);
    expect(length, "keyctl(KEYCTL_DESCRIBE, %ld, %s, 64", key, quoted_bytes(buffer, (size_t)length - 1));
    expect(call(SYS_request_key, "user", "ptop", "info", -3),
           "request_key(\"user\", \"ptop\", \"info\", KEY_SPEC_SESSION_KEYRING");
}

CASE(add_key_nowhere)
{
    expect(call(SYS_add_key, "user", NULL, -1, 5, 3), "add_key(\"user\", NULL, 0xffffffffffffffff, 5, 3");
    expect(call(SYS_request_key, -1, "a", NULL, 22), "request_key(0xffffffffffffffff, \"a\", NULL, 22");
}

CASE(keyctl_numbers_instead_of_names)
{
    long result = call(SYS_keyctl, KEYCTL_LINK, 99, -3);

    expect_under("-X raw", result, "keyctl(0x8, 99, -3");
    expect_under("-X verbose", result, "keyctl(0x8 /* KEYCTL_LINK */, 99, -3 /* KEY_SPEC_SESSION_KEYRING */");
}

CASE(keyctl_i386)
{
    expect(call_i386(288, KEYCTL_LINK, 99, -3), "keyctl(KEYCTL_LINK, 99, KEY_SPEC_SESSION_KEYRING");
    expect(call_i386(288, KEYCTL_SETPERM, 99, 0x01000000), "keyctl(KEYCTL_SETPERM, 99, KEY_POS_VIEW");
}
