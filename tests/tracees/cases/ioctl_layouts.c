/* Structs that a request's number names (tables/layouts), of terminals, sound, video, machines and others. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line) ANSWERED(layout_##name, "", request, line)

ROW(kvm_set_user_memory_region2, 0x40a0ae49,
    "KVM_SET_USER_MEMORY_REGION2, {slot=1, flags=KVM_MEM_READONLY, guest_phys_addr=0x400000003, "
    "memory_size=25769803781, userspace_addr=0x800000007, guest_memfd_offset=0xa00000009, "
    "guest_memfd=11}")
ROW(kvm_irq_line, 0x4008ae61,
    "KVM_IRQ_LINE, {irq=1, level=2}")
ROW(kvm_irqfd, 0x4020ae76,
    "KVM_IRQFD, {fd=1, gsi=2, flags=0x3, resamplefd=4}")
ROW(kvm_ioeventfd, 0x4040ae79,
    "KVM_IOEVENTFD, {datamatch=8589934593, addr=0x400000003, len=5, fd=6, flags=0x7}")
ROW(kvm_enable_cap, 0x4068aea3,
    "KVM_ENABLE_CAP, {cap=KVM_CAP_HLT, flags=0x2, args=[17179869187, 25769803781, 34359738375, "
    "42949672969]}")
ROW(kvm_set_one_reg, 0x4010aeac,
    "KVM_SET_ONE_REG, {id=0x200000001, addr=0x400000003}")
ROW(kvm_get_one_reg, 0x4010aeab,
    "KVM_GET_ONE_REG, {id=0x200000001, addr=0x400000003}")
ROW(kvm_set_guest_debug, 0x4048ae9b,
    "KVM_SET_GUEST_DEBUG, {control=0x1, arch={debugreg=[0x400000003, 0x600000005, 0x800000007, "
    "0xa00000009, 0xc0000000b, 0xe0000000d, 0x100000000f, 0x1200000011]}}")
ROW(kvm_signal_msi, 0x4020aea5,
    "KVM_SIGNAL_MSI, {address_lo=1, address_hi=2, data=0x3, flags=0x4, devid=5}")
ROW(kvm_create_device, 0xc00caee0,
    "KVM_CREATE_DEVICE, {type=1, fd=2, flags=0x3}")
ROW(kvm_set_device_attr, 0x4018aee1,
    "KVM_SET_DEVICE_ATTR, {flags=0x1, group=2, attr=17179869187, addr=0x600000005}")
ROW(kvm_set_mp_state, 0x4004ae99,
    "KVM_SET_MP_STATE, {mp_state=1}")
ROW(kvm_get_clock, 0x8030ae7c,
    "KVM_GET_CLOCK, {clock=8589934593, flags=0x3, realtime=25769803781, host_tsc=34359738375}")
ROW(kvm_set_vcpu_events, 0x4040aea0,
    "KVM_SET_VCPU_EVENTS, {exception={injected=1, nr=0, has_error_code=0, pending=0, "
    "error_code=0x2}, interrupt={injected=3, nr=0, soft=0, shadow=0}, nmi={injected=4, "
    "pending=0, masked=0}, sipi_vector=5, flags=0x6, smi={smm=7, pending=0, smm_inside_nmi=0, "
    "latched_init=0}, triple_fault={pending=8}, exception_has_payload=0, "
    "exception_payload=68719476751}")
ROW(kvm_get_debugregs, 0x8080aea1,
    "KVM_GET_DEBUGREGS, {db=[0x200000001, 0x400000003, 0x600000005, 0x800000007], "
    "dr6=0xa00000009, dr7=0xc0000000b, flags=0xe0000000d}")
ROW(kvm_translate, 0xc018ae85,
    "KVM_TRANSLATE, {linear_address=0x200000001, physical_address=0x400000003, valid=5, "
    "writeable=0, usermode=0}")
ROW(kvm_interrupt, 0x4004ae86,
    "KVM_INTERRUPT, {irq=1}")
ROW(kvm_create_pit2, 0x4040ae77,
    "KVM_CREATE_PIT2, {flags=0x1}")
ROW(kvm_get_dirty_log, 0x4010ae42,
    "KVM_GET_DIRTY_LOG, {slot=1, dirty_bitmap=0x400000003}")
ROW(kvm_set_identity_map_addr, 0x4008ae48,
    "KVM_SET_IDENTITY_MAP_ADDR, [0x200000001]")
ROW(nvme_ioctl_admin_cmd, 0xc0484e41,
    "NVME_IOCTL_ADMIN_CMD, {opcode=1, flags=0, nsid=2, cdw2=3, cdw3=4, metadata=0x600000005, "
    "addr=0x800000007, metadata_len=9, ...}")
ROW(nvme_ioctl_submit_io, 0x40304e42,
    "NVME_IOCTL_SUBMIT_IO, {opcode=1, flags=0, control=0, nblocks=2, metadata=0x400000003, "
    "addr=0x600000005, slba=34359738375, dsmgmt=9, ...}")
ROW(nvme_ioctl_io64_cmd, 0xc0504e48,
    "NVME_IOCTL_IO64_CMD, {opcode=1, flags=0, nsid=2, cdw2=3, cdw3=4, metadata=0x600000005, "
    "addr=0x800000007, metadata_len=9, ...}")
ROW(mmc_ioc_cmd, 0xc048b300,
    "MMC_IOC_CMD, {write_flag=0x1, is_acmd=2, opcode=3, arg=4, response=[5, 6, 7, 8], "
    "flags=0x9, blksz=10, blocks=11, ...}")
ROW(mtrrioc_add_entry, 0x40104d00,
    "MIXER_WRITE(0) or MTRRIOC_ADD_ENTRY, {base=0x200000001, size=0x3, type=4}")
ROW(media_ioc_device_info, 0xc1007c00,
    "MEDIA_IOC_DEVICE_INFO, {driver=\"\\1\", model=\"\\5\", serial=\"\\r\", bus_info=\"\\27\", "
    "media_version=31, hw_revision=32, driver_version=33}")
ROW(media_ioc_enum_entities, 0xc1007c01,
    "MEDIA_IOC_ENUM_ENTITIES, {id=1, name=\"\\2\", type=10, revision=11, flags=0xc, "
    "group_id=13, links=0, ...}")
ROW(media_ioc_setup_link, 0xc0347c03,
    "MEDIA_IOC_SETUP_LINK, {source={entity=1, index=2, flags=0x3}, sink={entity=6, index=7, "
    "flags=0x8}, flags=0xb}")
ROW(sndrv_pcm_ioctl_info, 0x81204101,
    "SNDRV_PCM_IOCTL_INFO, {device=1, subdevice=2, stream=3, card=4, id=\"\\5\", name=\"\\25\", "
    "subname=\")\", dev_class=49, ...}")
ROW(sndrv_pcm_ioctl_sw_params, 0xc0884113,
    "SNDRV_PCM_IOCTL_SW_PARAMS, {tstamp_mode=1, period_step=2, sleep_min=3, "
    "avail_min=25769803781, xfer_align=34359738375, start_threshold=42949672969, "
    "stop_threshold=51539607563, silence_threshold=60129542157, ...}")
ROW(sndrv_pcm_ioctl_status, 0x80984120,
    "SNDRV_PCM_IOCTL_STATUS, {state=1, trigger_tstamp={tv_sec=17179869187, "
    "tv_nsec=25769803781}, tstamp={tv_sec=34359738375, tv_nsec=42949672969}, "
    "appl_ptr=0xc0000000b, hw_ptr=0xe0000000d, delay=68719476751, avail=77309411345, "
    "avail_max=85899345939, ...}")
ROW(sndrv_pcm_ioctl_sync_ptr, 0xc0884123,
    "SNDRV_PCM_IOCTL_SYNC_PTR, {flags=0x1, ...}")
ROW(sndrv_pcm_ioctl_delay, 0x80084121,
    "SNDRV_PCM_IOCTL_DELAY, [8589934593]")
ROW(sndrv_pcm_ioctl_channel_info, 0x80184132,
    "SNDRV_PCM_IOCTL_CHANNEL_INFO, {channel=1, offset=17179869187, first=5, step=6}")
ROW(sndrv_pcm_ioctl_writei_frames, 0x40184150,
    "SNDRV_PCM_IOCTL_WRITEI_FRAMES, {buf=0x400000003, frames=25769803781}")
ROW(sndrv_pcm_ioctl_ttstamp, 0x40044103,
    "SNDRV_PCM_IOCTL_TTSTAMP, [1]")
ROW(sndrv_pcm_ioctl_pversion, 0x80044100,
    "SNDRV_PCM_IOCTL_PVERSION, [1]")
ROW(sndrv_ctl_ioctl_card_info, 0x81785501,
    "SNDRV_CTL_IOCTL_CARD_INFO, {card=1, id=\"\\3\", driver=\"\\7\", name=\"\\v\", "
    "longname=\"\\23\", mixername=\"+\", components=\"?\"}")
ROW(sndrv_ctl_ioctl_elem_info, 0xc1105511,
    "SNDRV_CTL_IOCTL_ELEM_INFO, {id={numid=1, iface=2, device=3, subdevice=4, name=\"\\5\", "
    "index=16}, type=17, access=18, count=19, owner=20, ...}")
ROW(sndrv_ctl_ioctl_elem_lock, 0x40405514,
    "SNDRV_CTL_IOCTL_ELEM_LOCK, {numid=1, iface=2, device=3, subdevice=4, name=\"\\5\", "
    "index=16}")
ROW(sndrv_ctl_ioctl_subscribe_events, 0xc0045516,
    "SNDRV_CTL_IOCTL_SUBSCRIBE_EVENTS, [1]")
ROW(sndrv_rawmidi_ioctl_info, 0x810c5701,
    "SNDRV_RAWMIDI_IOCTL_INFO, {device=1, subdevice=2, stream=3, card=4, flags=0x5, id=\"\\6\", "
    "name=\"\\26\", subname=\"*\", subdevices_count=50, subdevices_avail=51}")
ROW(sndrv_rawmidi_ioctl_status, 0xc0385720,
    "SNDRV_RAWMIDI_IOCTL_STATUS, {stream=1, tstamp={tv_sec=17179869187, tv_nsec=25769803781}, "
    "avail=34359738375, xruns=42949672969}")
ROW(sndrv_timer_ioctl_select, 0x40345410,
    "SNDRV_TIMER_IOCTL_SELECT, {id={dev_class=1, dev_sclass=2, card=3, device=4, subdevice=5}}")
ROW(sndrv_timer_ioctl_info, 0x80e85411,
    "SNDRV_TIMER_IOCTL_INFO, {flags=0x1, card=2, id=\"\\3\", name=\"\\23\", "
    "resolution=180388626473}")
ROW(sndrv_timer_ioctl_params, 0x40505412,
    "SNDRV_TIMER_IOCTL_PARAMS, {flags=0x1, ticks=2, queue_size=3, filter=5}")
ROW(sndrv_timer_ioctl_status, 0x80605414,
    "SNDRV_TIMER_IOCTL_STATUS, {tstamp={tv_sec=8589934593, tv_nsec=17179869187}, resolution=5, "
    "lost=6, overrun=7, queue=8}")
ROW(sndrv_seq_ioctl_client_id, 0x80045301,
    "SNDRV_SEQ_IOCTL_CLIENT_ID, [1]")
ROW(sndrv_seq_ioctl_system_info, 0xc0305302,
    "SNDRV_SEQ_IOCTL_SYSTEM_INFO, {queues=1, clients=2, ports=3, channels=4, cur_clients=5, "
    "cur_queues=6}")
ROW(sndrv_seq_ioctl_subscribe_port, 0x40505330,
    "SNDRV_SEQ_IOCTL_SUBSCRIBE_PORT, {sender={client=1, port=0}, dest={client=0, port=0}, "
    "voices=2, flags=0x3, queue=4}")
ROW(sndrv_hwdep_ioctl_info, 0x80dc4801,
    "SNDRV_HWDEP_IOCTL_INFO, {device=1, card=2, id=\"\\3\", name=\"\\23\", iface=39}")
ROW(vhost_set_vring_num, 0x4008af10,
    "VHOST_SET_VRING_NUM, {index=1, num=2}")
ROW(vhost_set_vring_addr, 0x4028af11,
    "VHOST_SET_VRING_ADDR, {index=1, flags=0x2, desc_user_addr=0x400000003, "
    "used_user_addr=0x600000005, avail_user_addr=0x800000007, log_guest_addr=0xa00000009}")
ROW(vhost_set_vring_kick, 0x4008af20,
    "VHOST_SET_VRING_KICK, {index=1, fd=2}")
ROW(vhost_set_features, 0x4008af00,
    "VHOST_SET_FEATURES, [0x200000001]")
ROW(vhost_get_features, 0x8008af00,
    "VHOST_GET_FEATURES, [0x200000001]")
ROW(vhost_set_log_fd, 0x4004af07,
    "VHOST_SET_LOG_FD, [1]")
ROW(ui_begin_ff_upload, 0xc06855c8,
    "UI_BEGIN_FF_UPLOAD, {request_id=1, retval=2, effect={type=3, id=0, direction=4, "
    "trigger={button=0, interval=5}, replay={length=0, delay=6}}, old={type=15, id=0, "
    "direction=16, trigger={button=0, interval=17}, replay={length=0, delay=18}}}")
ROW(fe_get_info, 0x80a86f3d,
    "FE_GET_INFO, {name=\"\\1\", type=33, frequency_min=34, frequency_max=35, "
    "frequency_stepsize=36, frequency_tolerance=37, symbol_rate_min=38, symbol_rate_max=39, ...}")
ROW(fe_read_status, 0x80046f45,
    "FE_READ_STATUS, [0x1]")
ROW(fe_set_frontend, 0x40246f4c,
    "FE_SET_FRONTEND, {frequency=1, inversion=2, u=[0x3, 0, 0, 0, 0x4, 0, 0, 0, 0x5, 0, 0, 0, "
    "0x6, 0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0, 0x9, 0, 0, 0]}")
ROW(dmx_set_pes_filter, 0x40146f2c,
    "DMX_SET_PES_FILTER, {pid=1, input=2, output=3, pes_type=4, flags=0x5}")
ROW(dmx_reqbufs, 0xc0086f3c,
    "DMX_REQBUFS, {count=1, size=2}")
ROW(ca_get_cap, 0x80106f81,
    "CA_GET_CAP, {slot_num=1, slot_type=2, descr_num=3, descr_type=4}")
ROW(usbdevfs_control, 0xc0185500,
    "USBDEVFS_CONTROL, {bRequestType=1, bRequest=0, wValue=0, wIndex=2, wLength=0, timeout=3, "
    "data=0x600000005}")
ROW(usbdevfs_bulk, 0xc0185502,
    "USBDEVFS_BULK, {ep=1, len=2, timeout=3, data=0x600000005}")
ROW(usbdevfs_setinterface, 0x80085504,
    "USBDEVFS_SETINTERFACE, {interface=1, altsetting=2}")
ROW(usbdevfs_getdriver, 0x41045508,
    "USBDEVFS_GETDRIVER, {interface=1, driver=\"\\2\"}")
ROW(usbdevfs_claiminterface, 0x8004550f,
    "USBDEVFS_CLAIMINTERFACE, [1]")
ROW(usbdevfs_get_capabilities, 0x8004551a,
    "USBDEVFS_GET_CAPABILITIES, [1]")
ROW(usbdevfs_submiturb, 0x8038550a,
    "USBDEVFS_SUBMITURB, {type=1, endpoint=0, status=2, flags=0x3, buffer=0x600000005, "
    "buffer_length=7, actual_length=8, start_frame=9, ...}")
ROW(usbdevfs_connectinfo, 0x40085511,
    "USBDEVFS_CONNECTINFO, {devnum=1, slow=2}")
ROW(ipmictl_send_command, 0x8028690d,
    "IPMICTL_SEND_COMMAND, {addr=0x200000001, addr_len=3, msgid=25769803781, msg={netfn=7, "
    "cmd=0, data_len=0, data=0xa00000009}}")
ROW(ipmictl_set_my_address_cmd, 0x80046911,
    "IPMICTL_SET_MY_ADDRESS_CMD, [0x1]")
ROW(dma_buf_ioctl_sync, 0x40086200,
    "DMA_BUF_IOCTL_SYNC, {flags=0x200000001}")
ROW(dma_heap_ioctl_alloc, 0xc0184800,
    "DMA_HEAP_IOCTL_ALLOC, {len=8589934593, fd=3, fd_flags=0x4, heap_flags=0x600000005}")
ROW(udmabuf_create, 0x40187542,
    "UDMABUF_CREATE, {memfd=1, flags=0x2, offset=0x400000003, size=25769803781}")
